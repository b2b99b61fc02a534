import { expect, it } from 'vitest'
import { javaNumber } from './java-number'

it.each([
  [0, '0'],
  [-7, '-7'],
  [1.5, '1.5'],
  [0.001, '0.001'],
  [0.0001, '1.0E-4'],
  [0.00012345, '1.2345E-4'],
  [12345678.5, '1.23456785E7'],
  [1234567.5, '1234567.5'],
  [1e18, '1000000000000000000'],
  [2 ** 63, '9.223372036854776E18'],
  [1e21, '1.0E21'],
  [-1e-7, '-1.0E-7'],
])('writes %d as Java does', (value, text) => {
  expect(javaNumber(value)).toBe(text)
})
