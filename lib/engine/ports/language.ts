import type { Diagnostic } from '@/lib/asl/diagnostic'
import type { WorkflowType } from '../engine'

/** What the engine asks of the states language beyond running it. */
export interface Language {
  /** Findings in AWS's order; an ERROR among them refuses the definition. */
  validateDefinition(definition: string, type: WorkflowType): Diagnostic[]
  /** The text in which AWS refuses a definition, made of its ERROR findings. */
  describeInvalidDefinition(diagnostics: readonly Diagnostic[]): string
  /** What is wrong with a JSON text, in AWS's words. */
  explainJson(text: string): string
}
