import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashText } from './hash-text'

describe('hashText', () => {
  const lengths = [0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 200, 1000, 10_000]

  for (const [name, peer] of [
    ['MD5', 'md5'],
    ['SHA-1', 'sha1'],
    ['SHA-256', 'sha256'],
    ['SHA-384', 'sha384'],
    ['SHA-512', 'sha512'],
  ] as const) {
    it(`${name} agrees with the platform at every length around a block's end`, () => {
      for (const length of lengths) {
        const text = Array.from({ length }, (_, index) => String.fromCharCode(32 + ((index * 7) % 90))).join('')
        expect(hashText(text, name)).toBe(createHash(peer).update(text).digest('hex'))
      }
    })
  }

  it('hashes the UTF-8 of a text beyond ASCII', () => {
    const text = 'olá 👋 ✓ \u0000'
    expect(hashText(text, 'SHA-256')).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
  })

  it('knows its algorithms by their exact names', () => {
    expect(hashText('x', 'sha-1')).toBeNull()
    expect(hashText('x', 'SHA-224')).toBeNull()
  })
})
