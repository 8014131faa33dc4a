import { expect, test } from 'vitest'
import { type Actor, actorName, authorize, can, PERMISSIONS, type Permission, ROLES, SYSTEM } from '../../../core/access/index.js'

/** Who may do what, as the product promises it: a mark for each of admin, manager, rep, read-only. */
const TABLE: Readonly<Record<Permission, string>> = {
  capture: 'x---',
  'lead:read': 'xxxx',
  'lead:write': 'xxx-',
  'lead:convert': 'xxx-',
  'lead:merge': 'xx--',
  'account:read': 'xxxx',
  'account:write': 'xxx-',
  'contact:read': 'xxxx',
  'contact:write': 'xxx-',
  'opportunity:read': 'xxxx',
  'opportunity:write': 'xxx-',
  'product:read': 'xxxx',
  'product:write': 'xx--',
  'campaign:read': 'xxxx',
  'campaign:write': 'xx--',
  'document:read': 'xxxx',
  'document:write': 'xxx-',
  'sequence:read': 'xxxx',
  'sequence:write': 'xx--',
  'task:write': 'xxx-',
  'report:run': 'xxxx',
  'report:schedule': 'xx--',
  'import:run': 'xx--',
  'export:run': 'xx--',
  'privacy:export': 'xx--',
  'privacy:erase': 'x---',
  'journal:read': 'xx--',
  'journal:replay': 'xx--',
  'rule:read': 'xxxx',
  'rule:publish': 'x---',
  'plugin:read': 'xx--',
  'plugin:switch': 'x---',
  'user:read': 'xx--',
  'user:write': 'x---',
  'outbox:read': 'xx--',
  'outbox:retry': 'xx--',
  'webhook:read': 'x---',
  'webhook:write': 'x---',
  'status:migrate': 'x---',
}

test.each(PERMISSIONS)('who may "%s"', (permission) => {
  const marks = ROLES.map((role) => (can({ kind: 'user', id: 'u', role }, permission) ? 'x' : '-')).join('')
  expect(marks).toBe(TABLE[permission])
})

test.each(PERMISSIONS)('a key with "%s" alone may do that and nothing else', (permission) => {
  const key: Actor = { kind: 'key', id: 'k', scopes: [permission] }
  expect(PERMISSIONS.filter((each) => can(key, each))).toEqual([permission])
})

test('a key without scopes may do nothing, and the system everything', () => {
  expect(PERMISSIONS.filter((each) => can({ kind: 'key', id: 'k', scopes: [] }, each))).toEqual([])
  expect(PERMISSIONS.filter((each) => can(SYSTEM, each))).toEqual(PERMISSIONS)
})

test('what is refused names the permission that it needs', () => {
  const attempt = () => authorize({ kind: 'user', id: 'u', role: 'rep' }, 'user:write')
  expect(attempt).toThrow(expect.objectContaining({ code: 'ACCESS_DENIED', details: { permission: 'user:write' } }))
  expect(() => authorize({ kind: 'user', id: 'u', role: 'admin' }, 'user:write')).not.toThrow()
})

test('an actor is named so that a key cannot pass for a person', () => {
  expect(actorName({ kind: 'user', id: 'u-1', role: 'rep' })).toBe('u-1')
  expect(actorName({ kind: 'key', id: 'u-1', scopes: [] })).toBe('key:u-1')
  expect(actorName(SYSTEM)).toBe('system')
})
