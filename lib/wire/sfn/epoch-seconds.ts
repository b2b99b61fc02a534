/** A moment as AWS JSON 1.0 writes it: seconds since 1970 with a fraction. */
export const epochSeconds = (ms: number): number => ms / 1000
