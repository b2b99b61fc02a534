const MULTIPLIER = 0x5deece66dn
const MASK = (1n << 48n) - 1n

/** java.util.Random (its documentation gives the algorithm): the same seed draws the same numbers as on AWS. */
export class JavaRandom {
  private state: bigint

  /** `seed` is truncated toward zero to a long. */
  constructor(seed: number) {
    this.state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK
  }

  /** Uniform in [0, 1), with 53 bits. */
  nextDouble(): number {
    const high = this.next(26)
    return (high * 2 ** 27 + this.next(27)) / 2 ** 53
  }

  /** Uniform in [0, bound); `bound` is 1 to 2^31 - 1. */
  nextInt(bound: number): number {
    if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(this.next(31))) >> 31n)
    for (;;) {
      const bits = this.next(31)
      const value = bits % bound
      if (bits - value + (bound - 1) < 2 ** 31) return value
    }
  }

  private next(bits: number): number {
    this.state = (this.state * MULTIPLIER + 0xbn) & MASK
    return Number(this.state >> BigInt(48 - bits))
  }
}
