import { padMessage } from './pad-message'

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Int32Array.from({ length: 64 }, (_, step) => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32))

/** The 16 bytes of the message's MD5 (RFC 1321). */
export function md5(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, true)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let block = 0; block < view.byteLength; block += 64) mixBlock(state, view, block)
  const digest = new DataView(new ArrayBuffer(16))
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word, true)
  })
  return new Uint8Array(digest.buffer)
}

function mixBlock(state: Int32Array, view: DataView, block: number): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number]
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4
    const mixed =
      round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d)
    const word = round === 0 ? step : round === 1 ? 5 * step + 1 : round === 2 ? 3 * step + 5 : 7 * step
    const sum = (a + mixed + (SINES[step] as number) + view.getInt32(block + (word & 15) * 4, true)) | 0
    const shift = SHIFTS[round * 4 + (step & 3)] as number
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
}
