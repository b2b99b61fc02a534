import { describe, expect, it } from 'vitest'
import { compareMoments, parseTimestamp } from './timestamp'

const seconds = (text: string): number | undefined => parseTimestamp(text)?.seconds

describe('parseTimestamp', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2016-03-14T01:59:00Z', 1457920740],
    ['2016-03-14T03:59:00+02:00', 1457920740],
    ['2016-02-29T00:00:00Z', 1456704000],
    ['0050-01-01T00:00:00Z', -60589296000],
  ])('reads %s', (text, expected) => {
    expect(seconds(text)).toBe(expected)
  })

  it('keeps nanoseconds', () => {
    expect(parseTimestamp('1970-01-01T00:00:01.000000001Z')).toEqual({ seconds: 1, nanos: 1 })
    expect(parseTimestamp('1970-01-01T00:00:01.5Z')).toEqual({ seconds: 1, nanos: 500_000_000 })
  })

  it.each([
    '2016-03-14 01:59:00Z',
    '2016-03-14t01:59:00Z',
    '2016-03-14T01:59:00z',
    '2016-03-14T01:59:00',
    '2016-03-14T01:59Z',
    '2016-03-14',
    '2016-13-14T01:59:00Z',
    '2015-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2016-04-31T00:00:00Z',
    '2016-03-14T24:00:00Z',
    '2016-03-14T01:60:00Z',
    '2016-03-14T01:59:00.Z',
    '2016-03-14T01:59:00+0200',
    '05-12-2016T21:29:29Z',
    '',
  ])('refuses %s', (text) => {
    expect(parseTimestamp(text)).toBeNull()
  })

  it('compares moments across offsets and fractions', () => {
    const moment = (text: string) => parseTimestamp(text) as { seconds: number; nanos: number }
    expect(compareMoments(moment('2020-01-01T01:00:00+01:00'), moment('2020-01-01T00:00:00.000Z'))).toBe(0)
    expect(compareMoments(moment('2020-01-01T00:00:00Z'), moment('2020-01-01T00:00:00.001Z'))).toBeLessThan(0)
  })
})
