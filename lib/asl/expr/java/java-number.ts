/**
 * A number as Java writes it, which is what AWS's texts carry: whole numbers that fit a long in full, else Double.toString
 * (`1.0E-5`, `9.223372036854776E18`).
 */
export function javaNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString()
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-3 && magnitude < 1e7) return String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`
}
