'use client'

/** The event that carries a notice's text to the place where notices appear. */
export const NOTICE_EVENT = 'passo:notice'

/** Says something short that needs no answer. Errors a person must act on belong where they happened instead. */
export function notify(text: string): void {
  window.dispatchEvent(new CustomEvent<string>(NOTICE_EVENT, { detail: text }))
}
