import { JSONATA_BUILT_INS } from '@/lib/asl/jsonata-built-ins'
import { isJsonataNode, type JsonataNode, jsonataNodesIn } from './jsonata-node'

// Each reads its arguments once and gives no more than they hold. Those that repeat, sort, compare all with all, match, or write
// by a picture are missing on purpose.
const CHEAP_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'abs append average base64decode base64encode boolean ceil contains count decodeUrl decodeUrlComponent encodeUrl ' +
    'encodeUrlComponent error exists floor formatBase keys length lookup lowercase max merge min millis not number parse ' +
    'partition power random reverse round spread split sqrt string substring substringAfter substringBefore sum trim type ' +
    'uppercase uuid zip'
  ).split(' '),
)
// Cheap as long as what stands last is a short literal, or nothing.
const CHEAP_BY_LITERAL: ReadonlySet<string> = new Set(['join', 'hash'])
const CHEAP_WITHOUT_PICTURE: Readonly<Record<string, number>> = { now: 0, fromMillis: 1 }

const CHEAP_NODES: ReadonlySet<string> = new Set([
  'path',
  'binary',
  'unary',
  'name',
  'string',
  'number',
  'value',
  'wildcard',
  'condition',
  'block',
  'variable',
  'function',
  'apply',
  'sort',
])

const MAX_CHEAP_NODES = 200
const MAX_JOINS = 16
const MAX_SEPARATOR_CHARACTERS = 100

/**
 * True when no single step of the expression can take long or make much: its cost lies in the number of its steps, between which an
 * evaluation looks at its clock. That leaves paths, predicates, sorting by terms, operators, constructors, and functions that read
 * their arguments once. Whatever it can't tell is not cheap: regular expressions, functions and variables of the expression's own,
 * ranges, pictures, `**`, `%`, and data from outside that is repeated for every item of a path.
 */
export function isCheapJsonata(root: JsonataNode): boolean {
  const seen = { nodes: 0, joins: 0 }
  return isCheap(root, false, seen) && seen.nodes <= MAX_CHEAP_NODES && seen.joins <= MAX_JOINS
}

interface Seen {
  nodes: number
  joins: number
}

// `repeated`: what the node gives is given once for every item of a path.
function isCheap(node: JsonataNode, repeated: boolean, seen: Seen): boolean {
  seen.nodes += 1
  if (!CHEAP_NODES.has(node.type) || node.focus !== undefined || node.index !== undefined || node.tuple) return false
  if (node.type === 'variable' && !isCheapVariable(String(node.value), repeated)) return false
  if (node.type === 'binary' && node.value === '..') return false
  if (node.type === 'binary' && node.value === '&') seen.joins += 1
  if (node.type === 'function' && !isCheapCall(node)) return false
  return Object.entries(node).every(([part, value]) => {
    if (part === 'procedure') return true
    if (part === 'steps') return areCheapSteps(value as JsonataNode[], repeated, seen)
    const kept = repeated || part === 'group'
    return jsonataNodesIn(value).every((inner) => isCheap(inner, SELECTING_PARTS.has(part) ? false : kept, seen))
  })
}

// What stands there chooses or orders items and is not part of the result.
const SELECTING_PARTS: ReadonlySet<string> = new Set(['predicate', 'stages', 'terms'])

const areCheapSteps = (steps: readonly JsonataNode[], repeated: boolean, seen: Seen): boolean =>
  steps.every((step, index) => isCheap(step, repeated || index > 0, seen))

function isCheapVariable(name: string, repeated: boolean): boolean {
  if (JSONATA_BUILT_INS.has(name)) return CHEAP_FUNCTIONS.has(name)
  return name === '' || !repeated
}

function isCheapCall({ procedure, arguments: given }: JsonataNode): boolean {
  if (!isJsonataNode(procedure) || procedure.type !== 'variable' || !Array.isArray(given)) return false
  const name = String(procedure.value)
  if (CHEAP_BY_LITERAL.has(name)) return isShortText(given.at(-1))
  const most = CHEAP_WITHOUT_PICTURE[name]
  return most === undefined ? CHEAP_FUNCTIONS.has(name) : given.length <= most
}

const isShortText = (node: unknown): boolean =>
  isJsonataNode(node) && node.type === 'string' && String(node.value).length <= MAX_SEPARATOR_CHARACTERS
