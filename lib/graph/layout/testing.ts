import type { State, StateMachineDefinition, StateScope } from '@/lib/asl/types'

/** Numbers from a seed, the same on every machine (mulberry32): 0 included, 1 not. */
export function seeded(seed: number): () => number {
  let at = seed >>> 0
  return () => {
    at = (at + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A definition with about so many states: chains, choices, loops, catches, Parallel and Map, dangling and unreachable ones. */
export function randomDefinition(seed: number, states: number): StateMachineDefinition {
  const random = seeded(seed)
  let left = states
  const pick = (count: number) => Math.floor(random() * count)
  const scope = (budget: number, depth: number): StateScope => {
    const count = Math.max(1, Math.min(budget, left))
    left -= count
    const names = Array.from({ length: count }, (_, index) => `S${index}`)
    const anyName = () => (random() < 0.02 ? 'Missing' : names[pick(count)]!)
    const later = (index: number) => (random() < 0.85 ? names[Math.min(count - 1, index + 1 + pick(3))]! : anyName())
    const states: Record<string, State> = {}
    names.forEach((name, index) => {
      const kind = random()
      const end = index === count - 1 || random() < 0.06
      const way = end ? { End: true } : { Next: random() < 0.8 ? names[index + 1]! : later(index) }
      const handling =
        random() < 0.25
          ? { Catch: Array.from({ length: 1 + pick(2) }, () => ({ ErrorEquals: ['States.ALL'], Next: anyName() })) }
          : {}
      if (kind < 0.2 && !end) {
        states[name] = {
          Type: 'Choice',
          Choices: Array.from({ length: 1 + pick(4) }, () => ({
            Variable: '$.kind',
            StringEquals: 'x'.repeat(1 + pick(30)),
            Next: later(index),
          })),
          ...(random() < 0.7 ? { Default: later(index) } : {}),
        }
      } else if (kind < 0.28 && depth < 3 && left > 1) {
        states[name] = {
          Type: 'Parallel',
          Branches: Array.from({ length: 1 + pick(3) }, () => scope(1 + pick(6), depth + 1)),
          ...way,
          ...handling,
        } as State
      } else if (kind < 0.34 && depth < 3 && left > 1) {
        states[name] = { Type: 'Map', ItemProcessor: scope(1 + pick(8), depth + 1), ...way, ...handling } as State
      } else if (kind < 0.38) states[name] = { Type: 'Fail' }
      else states[name] = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...way, ...handling } as State
    })
    return { StartAt: 'S0', States: states }
  }
  return scope(Math.max(1, Math.ceil(states * 0.6)), 0) as StateMachineDefinition
}
