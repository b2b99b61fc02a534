import { expect, it } from 'vitest'
import { can, PERMISSIONS } from './roles'

it('lets an administrator do everything and a viewer change nothing', () => {
  expect(PERMISSIONS.filter((permission) => !can('admin', permission))).toEqual([])
  expect(PERMISSIONS.filter((permission) => can('viewer', permission))).toEqual(['workflow:read', 'execution:read'])
})
