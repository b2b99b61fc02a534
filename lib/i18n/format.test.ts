import { describe, expect, it } from 'vitest'
import { formatBytes, formatDate, formatDuration, formatNumber, formatRelative, formatUtc } from './format'

const at = Date.UTC(2026, 10, 22, 14, 30, 11, 482)

describe('formatDuration', () => {
  it('stays in the unit that was reached, never rounding up into the next', () => {
    expect(formatDuration(999.9, 'en')).toBe('999 ms')
    expect(formatDuration(1000, 'en')).toBe('1.0 s')
    expect(formatDuration(3249, 'en')).toBe('3.2 s')
    expect(formatDuration(59_999, 'en')).toBe('59.9 s')
    expect(formatDuration(60_000, 'en')).toBe('1 m 00 s')
    expect(formatDuration(3_599_999, 'en')).toBe('59 m 59 s')
    expect(formatDuration(7_500_000, 'en')).toBe('2 h 05 m')
    expect(formatDuration(27 * 3_600_000, 'en')).toBe('1 d 3 h')
  })
  it('uses the decimal comma in Portuguese', () => {
    expect(formatDuration(3249, 'pt-BR')).toBe('3,2 s')
  })
  it('reads a negative duration, which clocks that disagree give, as zero', () => {
    expect(formatDuration(-40, 'en')).toBe('0 ms')
  })
})

describe('numbers and sizes', () => {
  it('groups thousands as the language does', () => {
    expect(formatNumber(1204, 'en')).toBe('1,204')
    expect(formatNumber(1204, 'pt-BR')).toBe('1.204')
  })
  it('gives sizes in decimal units', () => {
    expect(formatBytes(812, 'en')).toBe('812 B')
    expect(formatBytes(2104, 'en')).toBe('2.1 kB')
    expect(formatBytes(1_400_000, 'pt-BR')).toBe('1,4 MB')
  })
})

describe('moments', () => {
  it("shows a moment in the viewer's zone and in UTC to the millisecond", () => {
    expect(formatDate(at, 'en', 'America/Sao_Paulo', 'time')).toBe('11:30:11')
    expect(formatUtc(at)).toBe('2026-11-22 14:30:11.482 UTC')
  })
  it('writes midnight as 00, not 24', () => {
    expect(formatDate(Date.UTC(2026, 0, 1, 0, 5), 'en', 'UTC', 'time')).toBe('00:05:00')
  })
  it('says now for the last five seconds, then counts whole units', () => {
    expect(formatRelative(at - 4999, at, 'en')).toBe('now')
    expect(formatRelative(at - 119_000, at, 'en')).toBe('1 min. ago')
    expect(formatRelative(at - 119_000, at, 'pt-BR')).toBe('há 1 min.')
    expect(formatRelative(at + 90_000, at, 'en')).toBe('in 1 min.')
  })
})
