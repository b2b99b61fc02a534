import { bytesToHex } from './bytes-to-hex'
import { md5 } from './md5'
import { sha1 } from './sha1'
import { sha256 } from './sha256'
import { sha384, sha512 } from './sha512'

const ALGORITHMS: ReadonlyMap<string, (message: Uint8Array) => Uint8Array> = new Map([
  ['MD5', md5],
  ['SHA-1', sha1],
  ['SHA-256', sha256],
  ['SHA-384', sha384],
  ['SHA-512', sha512],
])

/** The digest of the text's UTF-8 as hexadecimal digits; null for an algorithm that Step Functions doesn't know (names are exact). */
export function hashText(text: string, algorithm: string): string | null {
  const digest = ALGORITHMS.get(algorithm)
  return digest ? bytesToHex(digest(new TextEncoder().encode(text))) : null
}
