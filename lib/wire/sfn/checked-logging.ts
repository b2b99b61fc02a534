import type { JsonObject } from '@/lib/shared/json'
import { WireError } from '../wire-error'

/** A logging configuration that AWS would take, given back as it came; any level but OFF needs exactly one destination. */
export function checkedLogging(configuration: JsonObject | undefined): JsonObject | undefined {
  const { level = 'OFF', destinations = [] } = configuration ?? {}
  if (level !== 'OFF' && !(Array.isArray(destinations) && destinations.length === 1)) {
    throw new WireError(
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    )
  }
  return configuration
}
