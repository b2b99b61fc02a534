const OURS = 'http://passo.invalid'

/** The page to go to after signing in: a path of ours, else the home page. Refuses other sites, in every spelling browsers accept. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/') || !URL.canParse(next, OURS)) return '/'
  // The URL parser reads `//`, `/\` and control characters as a browser would, so another host shows itself here.
  const url = new URL(next, OURS)
  return url.origin === OURS ? url.pathname + url.search + url.hash : '/'
}
