const YEAR_SECONDS = 365 * 24 * 3600

/** Keeps a preference of this browser for a year, so that the server's first HTML already follows it. */
export function setPreferenceCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser yet
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}
