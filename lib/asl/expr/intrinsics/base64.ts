const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text's UTF-8 in Base64 with padding (RFC 4648). */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let encoded = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    for (let digit = 0; digit < 4; digit += 1) {
      encoded += at + digit > bytes.length ? '=' : ALPHABET[(group >> (18 - digit * 6)) & 63]
    }
  }
  return encoded
}

/**
 * The text whose UTF-8 the Base64 holds. As measured on AWS it is lenient: what isn't of the alphabet is skipped, padding may be
 * missing or stand within, and nothing fails.
 */
export function decodeBase64(encoded: string): string {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const character of encoded) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) continue
    held = ((held << 6) | digit) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
  }
  return new TextDecoder().decode(Uint8Array.from(bytes))
}
