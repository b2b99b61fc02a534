import { padMessage } from './pad-message'

/** The 20 bytes of the message's SHA-1 (FIPS 180-4 section 6.1). */
export function sha1(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, false)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  const words = new Int32Array(80)
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(block + index * 4)
    for (let index = 16; index < 80; index += 1) {
      words[index] = rotateLeft(
        at(words, index - 3) ^ at(words, index - 8) ^ at(words, index - 14) ^ at(words, index - 16),
        1,
      )
    }
    mixBlock(state, words)
  }
  const digest = new DataView(new ArrayBuffer(20))
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word)
  })
  return new Uint8Array(digest.buffer)
}

function mixBlock(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number]
  for (let step = 0; step < 80; step += 1) {
    const [mixed, constant] =
      step < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : step < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : step < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6]
    const next = (rotateLeft(a, 5) + mixed + e + constant + at(words, step)) | 0
    e = d
    d = c
    c = rotateLeft(b, 30)
    b = a
    a = next
  }
  state[0] = at(state, 0) + a
  state[1] = at(state, 1) + b
  state[2] = at(state, 2) + c
  state[3] = at(state, 3) + d
  state[4] = at(state, 4) + e
}

const at = (words: Int32Array, index: number): number => words[index] as number
const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))
