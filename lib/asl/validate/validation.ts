import type { Diagnostic } from '../diagnostic'
import { formatLocation, type JsonLocation } from '../json-location'
import type { JsonSource } from '../json-source'
import type { StateMachineDefinition } from '../types'
import type { ErrorCode, WarningCode } from './diagnostic-code'

/** One run over one definition: what the rules may look at, and where they put what they find. */
export class Validation {
  readonly diagnostics: Diagnostic[] = []

  constructor(
    readonly definition: StateMachineDefinition,
    readonly source: JsonSource,
    readonly type: 'STANDARD' | 'EXPRESS',
    /** Whether strings holding `${Name}` may stand for any value. */
    readonly substitutions: boolean,
  ) {}

  /** `null` for the few findings that AWS gives no location. */
  error(code: ErrorCode, message: string, location: JsonLocation | null) {
    this.add('ERROR', code, message, location)
  }

  /** An error of the commonest code. */
  schema(message: string, location: JsonLocation) {
    this.add('ERROR', 'SCHEMA_VALIDATION_FAILED', message, location)
  }

  warning(code: WarningCode, message: string, location: JsonLocation) {
    this.add('WARNING', code, message, location)
  }

  private add(severity: Diagnostic['severity'], code: string, message: string, location: JsonLocation | null) {
    const place = location && { location: formatLocation(location), offset: this.source.locate(location) }
    this.diagnostics.push({ severity, code, message, ...place })
  }
}
