import type { Engine, WorkflowType } from '../engine'

type Diagnostics = Awaited<ReturnType<Engine['validateDefinition']>>

/** What the engine asks of the states language beyond running it. */
export interface Language {
  /** Findings in AWS's order; an ERROR among them refuses the definition. */
  validateDefinition(definition: string, type: WorkflowType): Diagnostics
  /** The text in which AWS refuses a definition, made of its ERROR findings. */
  describeInvalidDefinition(diagnostics: Diagnostics): string
  /** What is wrong with a JSON text, in AWS's words. */
  explainJson(text: string): string
}
