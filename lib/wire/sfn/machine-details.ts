import type { StateMachineDefinition } from '@/lib/asl/types'
import { variableReferences } from '@/lib/asl/variable-references'
import type { StateMachineRecord } from '@/lib/engine/engine'

/**
 * What both describing operations tell of a state machine beyond its names and dates. AWS adds an encryption configuration of
 * `AWS_OWNED_KEY` to machines that were given none; nothing is encrypted here, so here it stays absent.
 */
export function machineDetails(machine: StateMachineRecord): object {
  const references = variableReferences(JSON.parse(machine.definition) as StateMachineDefinition)
  return {
    loggingConfiguration: machine.loggingConfiguration,
    tracingConfiguration: machine.tracingConfiguration,
    ...(Object.keys(machine.encryptionConfiguration).length > 0 && {
      encryptionConfiguration: machine.encryptionConfiguration,
    }),
    ...(machine.revisionId !== null && { revisionId: machine.revisionId }),
    ...(Object.keys(references).length > 0 && { variableReferences: references }),
  }
}
