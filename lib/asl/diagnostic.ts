/**
 * One finding about a definition, in the shape of ValidateStateMachineDefinition (codes in the AWS API reference, ValidateStateMachineDefinitionDiagnostic).
 * `location` is a path such as `/States/Ask/Next`; absent where AWS gives none. `offset` is the character in the text that an editor should mark.
 */
export interface Diagnostic {
  severity: 'ERROR' | 'WARNING'
  code: string
  message: string
  location?: string
  offset?: number
}
