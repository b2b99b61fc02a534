/** Everything the console lets a person do, by thing and deed. */
export const PERMISSIONS = [
  'workflow:read',
  'workflow:create',
  'workflow:delete',
  'execution:read',
  'execution:start',
  'execution:stop',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const ROLES = ['admin', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** A closed table: what isn't listed is refused. */
const GRANTED: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set(PERMISSIONS),
  editor: new Set(PERMISSIONS),
  viewer: new Set<Permission>(['workflow:read', 'execution:read']),
}

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role)

/** Whether a role may do a thing. */
export const can = (role: Role, permission: Permission): boolean => GRANTED[role].has(permission)
