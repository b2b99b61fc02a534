/**
 * The first 64 bits of the fractional parts of the square or cube roots of the first primes: the constants of SHA-2
 * (FIPS 180-4 sections 4.2 and 5.3), each as its high and low 32 bits one after the other.
 */
export function primeRoots(root: 2 | 3, count: number): Int32Array {
  const words = new Int32Array(count * 2)
  let found = 0
  for (let candidate = 2; found < count; candidate += 1) {
    if (!isPrime(candidate)) continue
    const fraction = BigInt.asUintN(64, scaledRoot(candidate, root))
    words[found * 2] = Number(fraction >> 32n)
    words[found * 2 + 1] = Number(fraction & 0xffffffffn)
    found += 1
  }
  return words
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false
  return true
}

// The largest whole number whose power doesn't exceed that of the exact root of candidate times 2^64: one step of Newton's method
// from a double is right to within a unit or two.
function scaledRoot(candidate: number, root: 2 | 3): bigint {
  const value = BigInt(candidate) << BigInt(64 * root)
  const power = BigInt(root)
  const estimate = BigInt(Math.floor(candidate ** (1 / root) * 2 ** 48)) << 16n
  let result = ((power - 1n) * estimate + value / estimate ** (power - 1n)) / power
  while (result ** power > value) result -= 1n
  while ((result + 1n) ** power <= value) result += 1n
  return result
}
