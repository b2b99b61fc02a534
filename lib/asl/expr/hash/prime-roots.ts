/**
 * The first 64 bits of the fractional parts of the square or cube roots of the first primes: the constants of SHA-2
 * (FIPS 180-4 sections 4.2 and 5.3), each as its high and low 32 bits one after the other.
 */
export function primeRoots(root: 2 | 3, count: number): Int32Array {
  const words = new Int32Array(count * 2)
  let found = 0
  for (let candidate = 2; found < count; candidate += 1) {
    if (!isPrime(candidate)) continue
    const fraction = BigInt.asUintN(64, integerRoot(BigInt(candidate) << BigInt(64 * root), root))
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

// The largest whole number whose power doesn't exceed the value, bit by bit; results stay below 2^69.
function integerRoot(value: bigint, root: 2 | 3): bigint {
  let result = 0n
  for (let bit = 69n; bit >= 0n; bit -= 1n) {
    const trial = result | (1n << bit)
    if (trial ** BigInt(root) <= value) result = trial
  }
  return result
}
