/** The most bytes of UTF-8 that an execution's input may have (AWS: 256 KiB). */
export const MAX_INPUT_BYTES = 262_144

/** A text's size in bytes of UTF-8. */
export const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length
