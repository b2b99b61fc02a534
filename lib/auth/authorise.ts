import 'server-only'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { consoleDatabase } from '@/lib/console/index/database'
import { findUser } from '@/lib/console/index/users'
import { type ConsoleError, consoleError } from '@/lib/shared/console-error'
import { err, ok, type Result } from '@/lib/shared/result'
import { authOptions } from './options'
import { can, isRole, type Permission, type Role } from './roles'

/** The person who makes the request. */
export interface Viewer {
  id: string
  name: string
  role: Role
}

/** The request's viewer by its session cookie, or null. The user is read anew, so a removed one is out at once. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const session = await getServerSession({
    ...authOptions(),
    callbacks: { session: ({ token }) => ({ userId: token.sub }) },
  })
  const user = session?.userId ? findUser(consoleDatabase(), session.userId) : null
  return user && isRole(user.role) ? { id: user.id, name: user.name, role: user.role } : null
})

/**
 * Checks that the viewer may do a thing. Every page, action and route calls it first. Gives the viewer, or `signed-out` without a
 * session, or `forbidden` when the role doesn't allow it.
 */
export async function authorise(permission: Permission): Promise<Result<Viewer, ConsoleError>> {
  const viewer = await currentViewer()
  if (!viewer) return err(consoleError('signed-out'))
  if (!can(viewer.role, permission)) return err(consoleError('forbidden', permission))
  return ok(viewer)
}
