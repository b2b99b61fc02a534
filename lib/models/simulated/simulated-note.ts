/** Stands before every free text of the simulated backend, so that nobody takes it for a model's. */
export const simulatedNote = '[simulated]'

/** Takes the notes out of a text, so that a prompt built from simulated answers reads like one built from real ones. */
export function withoutNotes(text: string): string {
  return text.replaceAll(/\[simulated\] ?/g, '')
}
