import { padMessage } from './pad-message'
import { primeRoots } from './prime-roots'

// Words of 64 bits are pairs in Int32Arrays: the high half at 2i, the low half at 2i + 1.
const CONSTANTS = primeRoots(3, 80)
const ROOTS = primeRoots(2, 16)

/** The 64 bytes of the message's SHA-512 (FIPS 180-4 section 6.4). */
export const sha512 = (message: Uint8Array): Uint8Array => digest(message, ROOTS.subarray(0, 16))

/** The 48 bytes of the message's SHA-384 (FIPS 180-4 section 6.5). */
export const sha384 = (message: Uint8Array): Uint8Array => digest(message, ROOTS.subarray(16, 32)).subarray(0, 48)

function digest(message: Uint8Array, initial: Int32Array): Uint8Array {
  const view = padMessage(message, 128, false)
  const state = Int32Array.from(initial)
  const words = new Int32Array(160)
  for (let block = 0; block < view.byteLength; block += 128) {
    for (let index = 0; index < 32; index += 1) words[index] = view.getInt32(block + index * 4)
    for (let index = 16; index < 80; index += 1) extend(words, index * 2)
    mixBlock(state, words)
  }
  const bytes = new DataView(new ArrayBuffer(64))
  state.forEach((word, index) => {
    bytes.setInt32(index * 4, word)
  })
  return new Uint8Array(bytes.buffer)
}

function extend(words: Int32Array, at: number): void {
  const [eh, el] = pair(words, at - 30)
  const [lh, ll] = pair(words, at - 4)
  const [ah, al] = pair(words, at - 32)
  const [mh, ml] = pair(words, at - 14)
  const early0 = right(eh, el, 1) ^ right(eh, el, 8) ^ (eh >>> 7)
  const early1 = right(el, eh, 1) ^ right(el, eh, 8) ^ right(el, eh, 7)
  const late0 = right(lh, ll, 19) ^ right(ll, lh, 29) ^ (lh >>> 6)
  const late1 = right(ll, lh, 19) ^ right(lh, ll, 29) ^ right(ll, lh, 6)
  const low = (al >>> 0) + (early1 >>> 0) + (ml >>> 0) + (late1 >>> 0)
  words[at] = ah + early0 + mh + late0 + carry(low)
  words[at + 1] = low
}

function mixBlock(state: Int32Array, words: Int32Array): void {
  const mixed = Int32Array.from(state)
  for (let step = 0; step < 160; step += 2) {
    const [ah, al] = pair(mixed, 0)
    const [bh, bl] = pair(mixed, 2)
    const [ch, cl] = pair(mixed, 4)
    const [eh, el] = pair(mixed, 8)
    const [fh, fl] = pair(mixed, 10)
    const [gh, gl] = pair(mixed, 12)
    const [hh, hl] = pair(mixed, 14)
    const [kh, kl] = pair(CONSTANTS, step)
    const [wh, wl] = pair(words, step)
    const big1h = right(eh, el, 14) ^ right(eh, el, 18) ^ right(el, eh, 9)
    const big1l = right(el, eh, 14) ^ right(el, eh, 18) ^ right(eh, el, 9)
    const choiceH = (eh & fh) ^ (~eh & gh)
    const choiceL = (el & fl) ^ (~el & gl)
    const firstL = (hl >>> 0) + (big1l >>> 0) + (choiceL >>> 0) + (kl >>> 0) + (wl >>> 0)
    const firstH = (hh + big1h + choiceH + kh + wh + carry(firstL)) | 0
    const big0h = right(ah, al, 28) ^ right(al, ah, 2) ^ right(al, ah, 7)
    const big0l = right(al, ah, 28) ^ right(ah, al, 2) ^ right(ah, al, 7)
    const majorityH = (ah & bh) ^ (ah & ch) ^ (bh & ch)
    const majorityL = (al & bl) ^ (al & cl) ^ (bl & cl)
    const nextL = (firstL >>> 0) + (big0l >>> 0) + (majorityL >>> 0)
    mixed.copyWithin(2, 0, 14)
    addTo(mixed, 8, firstH, firstL)
    mixed[0] = firstH + big0h + majorityH + carry(nextL)
    mixed[1] = nextL
  }
  for (let at = 0; at < 16; at += 2) addTo(state, at, ...pair(mixed, at))
}

function addTo(words: Int32Array, at: number, high: number, low: number): void {
  const sum = ((words[at + 1] as number) >>> 0) + (low >>> 0)
  words[at] = (words[at] as number) + high + carry(sum)
  words[at + 1] = sum
}

const pair = (words: Int32Array, at: number): [number, number] => [words[at] as number, words[at + 1] as number]
// The half that a rotation or shift to the right by fewer than 32 bits leaves: `half` moved, filled from `other`.
const right = (half: number, other: number, bits: number): number => (half >>> bits) | (other << (32 - bits))
const carry = (sum: number): number => Math.floor(sum / 2 ** 32)
