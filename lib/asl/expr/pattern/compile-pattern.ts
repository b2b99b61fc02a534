import { TextScanner } from '../text-scanner'
import { parsePattern } from './parse-pattern'
import type { PatternNode } from './pattern-node'

/** True when the whole text matches. `spend` is told of the work as it is done, in steps, and may throw to end it. */
export type PatternMatch = (text: string, spend: (steps: number) => void) => boolean

const MAX_STATES = 5_000

interface State {
  /** Null for a state that is left without taking a character. */
  takes: ((character: string) => boolean) | null
  /** What must hold between two characters to pass; '' stands for the text's ends. */
  passes: ((before: string, after: string) => boolean) | null
  next: number[]
}

/**
 * Compiles a regular expression (JavaScript's syntax, flags of `ims`) into a matcher that follows all ways through the pattern at
 * once, so that its time grows with text times pattern at worst and no pattern can backtrack without end.
 * @throws SyntaxError when it isn't a regular expression; ExpressionSyntaxError for references back, for looking ahead or behind,
 * and for a pattern of more than 5,000 states
 */
export function compilePattern(source: string, flags: string): PatternMatch {
  new RegExp(source, `${flags}u`)
  const scanner = new TextScanner(source)
  const builder = new Builder(flags, () => scanner.error('The pattern is too large'))
  const end = builder.add({ takes: null, passes: null, next: [] })
  const start = builder.build(parsePattern(scanner), end)
  return (text, spend) => run(builder.states, start, end, [...text], spend)
}

class Builder {
  readonly states: State[] = []

  constructor(
    private readonly flags: string,
    private readonly tooLarge: () => Error,
  ) {}

  add(state: State): number {
    if (this.states.length >= MAX_STATES) throw this.tooLarge()
    return this.states.push(state) - 1
  }

  /** Adds the states of a node that go on to `next`; gives the first of them. */
  build(node: PatternNode, next: number): number {
    switch (node.kind) {
      case 'character':
        return this.add({ takes: characterTest(node.source, this.flags), passes: null, next: [next] })
      case 'assertion':
        return this.add({ takes: null, passes: assertionTest(node.source, this.flags), next: [next] })
      case 'sequence':
        return node.parts.reduceRight((after, part) => this.build(part, after), next)
      case 'choice':
        return this.add({ takes: null, passes: null, next: node.options.map((option) => this.build(option, next)) })
      case 'repeat':
        return this.buildRepeat(node, next)
    }
  }

  private buildRepeat(node: PatternNode & { kind: 'repeat' }, next: number): number {
    let first = next
    if (node.most === null) {
      const loop: State = { takes: null, passes: null, next: [next] }
      first = this.add(loop)
      loop.next.push(this.build(node.part, first))
    } else {
      for (let count = node.least; count < node.most; count += 1) {
        first = this.add({ takes: null, passes: null, next: [next, this.build(node.part, first)] })
      }
    }
    for (let count = 0; count < node.least; count += 1) first = this.build(node.part, first)
    return first
  }
}

function characterTest(source: string, flags: string): (character: string) => boolean {
  const isPlain = !/[\\.[]/.test(source) && !flags.includes('i')
  if (isPlain) return (character) => character === source
  // The engine's own regular expressions know classes and cases; a single character gives them nothing to backtrack over.
  const pattern = new RegExp(`^(?:${source})$`, `${flags.replace('m', '')}u`)
  const known = new Map<string, boolean>()
  return (character) => {
    let matches = known.get(character)
    if (matches === undefined) {
      matches = pattern.test(character)
      if (known.size < 1_000) known.set(character, matches)
    }
    return matches
  }
}

function assertionTest(source: string, flags: string): (before: string, after: string) => boolean {
  const endsLine = (character: string): boolean =>
    character === '' || (flags.includes('m') && /[\n\r\u2028\u2029]/.test(character))
  if (source === '^') return (before) => endsLine(before)
  if (source === '$') return (_, after) => endsLine(after)
  const isWord = characterTest('\\w', flags)
  return (before, after) => (isWord(before) !== isWord(after)) === (source === '\\b')
}

function run(
  states: readonly State[],
  start: number,
  end: number,
  text: readonly string[],
  spend: (steps: number) => void,
): boolean {
  const reachedAt = new Int32Array(states.length).fill(-1)
  let entered = [start]
  for (let at = 0; ; at += 1) {
    const before = text[at - 1] ?? ''
    const after = text[at] ?? ''
    const taking: State[] = []
    let matched = false
    // Grows while it is walked: what is entered without taking a character.
    const pending = entered
    for (let index = 0; index < pending.length; index += 1) {
      const number = pending[index] as number
      if (reachedAt[number] === at) continue
      reachedAt[number] = at
      const state = states[number] as State
      if (number === end) matched = true
      else if (state.takes) taking.push(state)
      else if (!state.passes || state.passes(before, after)) pending.push(...state.next)
    }
    spend(pending.length)
    if (at >= text.length) return matched
    entered = taking.filter((state) => state.takes?.(after)).map((state) => state.next[0] as number)
    if (entered.length === 0) return false
  }
}
