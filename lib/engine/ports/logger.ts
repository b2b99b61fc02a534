/** Where the engine tells its operator what it does. Fields are ids, counts and durations: never payloads. */
export interface Logger {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

export type LogFields = Record<string, string | number | boolean | null | undefined>
