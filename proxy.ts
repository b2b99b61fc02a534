import { type NextRequest, NextResponse } from 'next/server'
import { getToken } from 'next-auth/jwt'
import { sessionSecret } from '@/lib/auth/secret'
import { contentSecurityPolicy } from '@/lib/console/content-security-policy'
import { routes } from '@/lib/console/routes'

/** Before every page: without a session only the sign-in page answers, and every page gets its content security policy. */
export async function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl
  const token = await getToken({ req: request, secret: sessionSecret() })
  // A server action says itself that the session is over; a redirect would make its caller lose what was typed.
  const action = request.method === 'POST' && request.headers.has('next-action')
  if (!token && !action && pathname !== routes.signIn()) {
    return NextResponse.redirect(new URL(routes.signIn(pathname + search), request.url))
  }
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV !== 'production')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  // Routes under /api answer for themselves (401 as JSON, not a redirect to a page).
  matcher: ['/((?!api/|_next/static|_next/image|favicon.ico|icon.svg|robots.txt).*)'],
}
