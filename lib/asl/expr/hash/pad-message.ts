/**
 * The message with a 1 bit, zeros, and its length in bits at the end, in whole blocks (RFC 1321 section 3.1, FIPS 180-4 section 5.1).
 * Messages up to 2^50 bytes.
 */
export function padMessage(message: Uint8Array, blockBytes: 64 | 128, littleEndian: boolean): DataView {
  const lengthBytes = blockBytes / 8
  const total = Math.ceil((message.length + 1 + lengthBytes) / blockBytes) * blockBytes
  const padded = new Uint8Array(total)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  const bits = message.length * 8
  const low = bits >>> 0
  const high = Math.floor(bits / 2 ** 32)
  view.setUint32(total - 8, littleEndian ? low : high, littleEndian)
  view.setUint32(total - 4, littleEndian ? high : low, littleEndian)
  return view
}
