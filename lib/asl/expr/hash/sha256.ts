import { padMessage } from './pad-message'
import { primeRoots } from './prime-roots'

const CONSTANTS = primeRoots(3, 64).filter((_, index) => index % 2 === 0)
const INITIAL = primeRoots(2, 8).filter((_, index) => index % 2 === 0)

/** The 32 bytes of the message's SHA-256 (FIPS 180-4 section 6.2). */
export function sha256(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, false)
  const state = Int32Array.from(INITIAL)
  const words = new Int32Array(64)
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(block + index * 4)
    for (let index = 16; index < 64; index += 1) {
      const early = at(words, index - 15)
      const late = at(words, index - 2)
      const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      words[index] = at(words, index - 16) + small0 + at(words, index - 7) + small1
    }
    mixBlock(state, words)
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word)
  })
  return new Uint8Array(digest.buffer)
}

function mixBlock(state: Int32Array, words: Int32Array): void {
  const mixed = Int32Array.from(state)
  for (let step = 0; step < 64; step += 1) {
    const a = at(mixed, 0)
    const e = at(mixed, 4)
    const choice = (e & at(mixed, 5)) ^ (~e & at(mixed, 6))
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (at(mixed, 7) + big1 + choice + at(CONSTANTS, step) + at(words, step)) | 0
    const majority = (a & at(mixed, 1)) ^ (a & at(mixed, 2)) ^ (at(mixed, 1) & at(mixed, 2))
    const second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority
    mixed.copyWithin(1, 0, 7)
    mixed[4] = at(mixed, 4) + first
    mixed[0] = first + second
  }
  for (let index = 0; index < 8; index += 1) state[index] = at(state, index) + at(mixed, index)
}

const at = (words: Int32Array, index: number): number => words[index] as number
const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))
