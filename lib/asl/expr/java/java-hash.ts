import type { JsonValue } from '@/lib/shared/json'

const scratch = new DataView(new ArrayBuffer(8))

/** Java's hashCode of a JSON value held in plain Java objects (Integer, Long, Double, String, List, Map): 32 bits, signed. */
export function javaHash(value: JsonValue): number {
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1231 : 1237
  if (typeof value === 'number') return numberHash(value)
  if (typeof value === 'string') return textHash(value)
  if (Array.isArray(value)) return value.reduce<number>((hash, item) => (Math.imul(31, hash) + javaHash(item)) | 0, 1)
  let hash = 0
  for (const [key, item] of Object.entries(value)) hash = (hash + (textHash(key) ^ javaHash(item))) | 0
  return hash
}

function textHash(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0
  return hash
}

function numberHash(value: number): number {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) scratch.setFloat64(0, value)
  else if (value === (value | 0)) return value | 0
  else scratch.setBigInt64(0, BigInt(value))
  return scratch.getInt32(0) ^ scratch.getInt32(4)
}

/**
 * The order in which a Java HashMap or HashSet gives its entries: by bucket, then as they were put in. `hashes` in the order of
 * insertion, without duplicates; gives their positions. `expected` is the number of entries the table was first sized for.
 */
export function javaHashOrder(hashes: readonly number[], expected = 0): number[] {
  let buckets = 16
  while (buckets * 0.75 < Math.max(hashes.length, expected)) buckets *= 2
  const bucketOf = (hash: number): number => (hash ^ (hash >>> 16)) & (buckets - 1)
  return hashes
    .map((hash, position) => ({ bucket: bucketOf(hash), position }))
    .sort((a, b) => a.bucket - b.bucket || a.position - b.position)
    .map((entry) => entry.position)
}
