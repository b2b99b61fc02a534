import 'server-only'
import { redirect } from 'next/navigation'
import { routes } from '@/lib/console/routes'
import { authorise, type Viewer } from './authorise'
import type { Permission } from './roles'

/** `authorise` for a page: without a session it goes to the sign-in page; without the right it throws to the error boundary. */
export async function authorisePage(permission: Permission): Promise<Viewer> {
  const allowed = await authorise(permission)
  if (allowed.ok) return allowed.value
  if (allowed.error.kind === 'signed-out') redirect(routes.signIn())
  throw new Error(`This role may not ${permission}`)
}
