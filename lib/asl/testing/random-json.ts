import type { JsonValue } from '@/lib/shared/json'

/** A seeded source of numbers in [0, 1), for tests that must fail the same way twice (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const PIECES = [
  'a',
  'Next',
  '10',
  '2',
  '"',
  '\\',
  '\n',
  '/',
  '[0]',
  'é',
  '\u{1f600}',
  '\ud800',
  '\u0000',
  ' ',
  '{% $x %}',
  '__proto__',
]

/** A random JSON value, at most `depth` levels deep. */
export function randomJson(random: () => number, depth: number): JsonValue {
  const pick = Math.floor(random() * (depth > 0 ? 8 : 5))
  const many = () => Array.from({ length: Math.floor(random() * 5) })
  if (pick === 0) return null
  if (pick === 1) return random() < 0.5
  if (pick === 2) return Math.floor(random() * 2000 - 1000)
  if (pick === 3) return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20)
  if (pick === 4) return randomText(random)
  if (pick === 5) return many().map(() => randomJson(random, depth - 1))
  // fromEntries defines members, so that a key "__proto__" is one.
  return Object.fromEntries(many().map(() => [randomText(random), randomJson(random, depth - 1)]))
}

function randomText(random: () => number): string {
  return Array.from({ length: Math.floor(random() * 4) }, () => PIECES[Math.floor(random() * PIECES.length)]).join('')
}

/** Writes a value as JSON with random white space between the tokens. */
export function spaced(value: JsonValue, random: () => number): string {
  const gap = () => ['', '', ' ', '\n', '\r\n\t'][Math.floor(random() * 5)]
  const write = (node: JsonValue): string => {
    if (Array.isArray(node)) return `[${gap()}${node.map((item) => `${write(item)}${gap()}`).join(`,${gap()}`)}]`
    if (typeof node !== 'object' || node === null) return JSON.stringify(node)
    const members = Object.entries(node).map(
      ([key, member]) => `${JSON.stringify(key)}${gap()}:${gap()}${write(member)}${gap()}`,
    )
    return `{${gap()}${members.join(`,${gap()}`)}}`
  }
  return gap() + write(value) + gap()
}
