/** Why the engine can't start: one line for a person, with what to do. */
export class StartError extends Error {}
