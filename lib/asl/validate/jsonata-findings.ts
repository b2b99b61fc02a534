import jsonata from 'jsonata'
import type { ErrorCode } from './diagnostic-code'

export interface JsonataFinding {
  code: Extract<ErrorCode, 'INVALID_JSONATA_EXPRESSION' | 'UNSUPPORTED_JSONATA_EXPRESSION'>
  message: string
}

/** PROVISIONAL */
export function jsonataFindings(source: string, errorOutput: boolean): JsonataFinding[] {
  try {
    jsonata(source)
    void errorOutput
    return []
  } catch (e) {
    return [{ code: 'INVALID_JSONATA_EXPRESSION', message: (e as Error).message }]
  }
}
