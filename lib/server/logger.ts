import { type LevelWithSilent, pino } from 'pino'
import type { Logger } from '@/lib/engine/ports/logger'

/** JSON lines on stdout, one an event. */
export function createLogger(level: LevelWithSilent): Logger {
  const log = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  }
}
