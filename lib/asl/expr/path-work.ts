import { StatesError } from '@/lib/asl/states-error'
import type { JsonValue } from '@/lib/shared/json'

// Some 50 ms on a small machine, and several times what one pass over a payload of AWS's largest size takes.
const MAX_STEPS = 500_000
const COMPARISONS_A_STEP = 8

/**
 * Counts what one evaluation of a path does, since a filter may compare every item with every other. A path that does too much for its
 * input fails its state and holds up no other execution.
 */
export class PathWork {
  private left = MAX_STEPS

  constructor(private readonly path: string) {}

  /** @throws StatesError States.Runtime when the bound is passed */
  spend(steps: number): void {
    this.left -= steps
    if (this.left >= 0) return
    throw new StatesError(
      'States.Runtime',
      `The JSONPath '${this.path}' takes more than ${MAX_STEPS} steps with its input`,
    )
  }

  /** Spends what comparing a value with others, one after the other, takes. */
  spendOnComparing(value: JsonValue | undefined, others: number): void {
    this.spend(sizeOf(value, MAX_STEPS) * others)
  }
}

// The steps it takes to look at everything in a value; counting ends at `most`.
function sizeOf(value: JsonValue | undefined, most: number): number {
  if (typeof value !== 'object' || value === null) return 1 / COMPARISONS_A_STEP
  // Objects are slower to look at than what they hold.
  let size = 1 / 2
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    size += sizeOf(part, most - size)
    if (size >= most) return size
  }
  return size
}
