import { isJsonObject, type JsonValue } from '@/lib/shared/json'

/** One line of a value drawn as a tree. */
export interface JsonLine {
  /** The value's path: `$.a.b[0]`; the closing line of a container has its container's path. */
  path: string
  depth: number
  /** Member name, or null for list items and the root. */
  name: string | null
  kind: 'leaf' | 'open' | 'closed' | 'end'
  value: JsonValue
  /** A comma follows. */
  comma: boolean
}

const PLAIN_NAME = /^[A-Za-z_][\w]*$/

/** The path of a member or item under `parent`, as a JSONPath. */
export function childPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`
  return PLAIN_NAME.test(key) ? `${parent}.${key}` : `${parent}['${key.replace(/'/g, "\\'")}']`
}

const isContainer = (value: JsonValue): value is JsonValue[] | Record<string, JsonValue> =>
  Array.isArray(value) || isJsonObject(value)

/** Members or items of a container with their paths. */
export function children(value: JsonValue, path: string): { key: string | number; path: string; value: JsonValue }[] {
  if (Array.isArray(value)) return value.map((item, key) => ({ key, path: childPath(path, key), value: item }))
  if (!isJsonObject(value)) return []
  return Object.entries(value).map(([key, member]) => ({ key, path: childPath(path, key), value: member }))
}

/** Containers of the outer two levels are open to begin with, unless they are long. */
export function opensAtFirst(depth: number, value: JsonValue): boolean {
  const size = Array.isArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : 0
  return depth < 2 && size <= 60
}

/** The lines of a value; `isOpen` says which containers show their inside. Empty containers are leaves. No recursion: depth is free. */
export function jsonLines(
  root: JsonValue,
  isOpen: (path: string, depth: number, value: JsonValue) => boolean,
): JsonLine[] {
  const lines: JsonLine[] = []
  const stack: JsonLine[] = [{ path: '$', depth: 0, name: null, kind: 'leaf', value: root, comma: false }]
  for (let line = stack.pop(); line; line = stack.pop()) {
    const { value, path, depth } = line
    if (line.kind === 'end' || !isContainer(value)) {
      lines.push(line)
      continue
    }
    const inside = children(value, path)
    if (inside.length === 0) {
      lines.push(line)
    } else if (!isOpen(path, depth, value)) {
      lines.push({ ...line, kind: 'closed' })
    } else {
      lines.push({ ...line, kind: 'open', comma: false })
      stack.push({ ...line, name: null, kind: 'end' })
      inside.reverse().forEach((child, fromEnd) => {
        const name = typeof child.key === 'string' ? child.key : null
        stack.push({ path: child.path, depth: depth + 1, name, kind: 'leaf', value: child.value, comma: fromEnd > 0 })
      })
    }
  }
  return lines
}
