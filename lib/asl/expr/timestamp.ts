/** A moment as whole seconds since the epoch and the nanoseconds beyond. */
export interface Moment {
  seconds: number
  nanos: number
}

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/

/**
 * The moment a text of the RFC 3339 profile names: an upper-case T, seconds, and Z or an offset (ASL specification, Timestamps).
 * Null for anything else, dates that don't exist included.
 */
export function parseTimestamp(text: string): Moment | null {
  const found = RFC3339.exec(text)
  if (!found) return null
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const offset = offsetSeconds(found[8] as string)
  if (offset === null) return null
  // Date.UTC reads the years 0 to 99 as 1900 to 1999, so the year is set apart.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  return { seconds: date.getTime() / 1000 - offset, nanos: Number((found[7] ?? '').padEnd(9, '0')) }
}

/** Negative when the first moment is earlier, 0 when they are the same. */
export const compareMoments = (a: Moment, b: Moment): number => a.seconds - b.seconds || a.nanos - b.nanos

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function offsetSeconds(zone: string): number | null {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 18 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}
