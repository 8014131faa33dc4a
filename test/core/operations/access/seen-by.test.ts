import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, SYSTEM } from '../../../../core/access/index.js'
import type { User } from '../../../../core/model/entities/user.js'
import type { EntityGrant } from '../../../../core/model/role.js'
import { createRecord, explainAccess, grantsOf, knownRoles, listRoles, seenBy } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'

let crm: TestCrm
let me: string
let other: string
const ids: Record<string, string> = {}

const actorWith = (grant: EntityGrant): Actor => ({
  kind: 'user',
  id: me,
  role: 'some',
  grants: {
    role: { id: 'some', title: { en: 'Some', fa: 'نقش' }, entities: { lead: grant, account: grant }, may: [] },
    queues: [],
    teamUserIds: [me],
  },
})

beforeAll(async () => {
  crm = await openTestCrm()
  me = await crm.addUser({ name: 'Me' })
  other = await crm.addUser({ name: 'Other' })
  for (const [name, ownerId] of [
    ['mine', me],
    ['theirs', other],
  ] as const) {
    const made = await createRecord(crm.crm, { actor: SYSTEM, entity: 'account', values: { name, ownerId } })
    ids[name] = (made as { id: string }).id
    const now = crm.crm.now()
    const note = { id: crm.crm.newId(), version: 1, createdAt: now, updatedAt: now, type: 'note', at: now, accountId: ids[name] }
    await crm.crm.store.records.insert('activity', [note])
  }
})
afterAll(() => crm.close())

describe('the engine as an actor sees it', () => {
  test('is the whole one for who sees all', () => {
    expect(seenBy(crm.crm, SYSTEM)).toBe(crm.crm)
    expect(seenBy(crm.crm, { kind: 'user', id: me, role: 'rep' })).toBe(crm.crm)
  })

  test('answers nothing of a record out of reach, by whichever question', async () => {
    const { records } = seenBy(crm.crm, actorWith({ read: 'own' })).store
    expect(await records.get('account', ids['theirs'] ?? '')).toBeUndefined()
    expect((await records.getMany('account', Object.values(ids))).map(({ id }) => id)).toEqual([ids['mine']])
    expect((await records.list('account', { limit: 10 })).records.map(({ id }) => id)).toEqual([ids['mine']])
    expect(await records.count('account')).toBe(1)
    expect(await records.aggregate({ entity: 'account', groupBy: [], measures: { n: { count: true } } })).toEqual([{ n: 1 }])
    const batches = []
    for await (const batch of records.each('account', { batch: 10 })) batches.push(...batch)
    expect(batches.map(({ id }) => id)).toEqual([ids['mine']])
  })

  test('shows what hangs on a record as far as the record', async () => {
    const { records } = seenBy(crm.crm, actorWith({ read: 'own' })).store
    const { records: notes } = await records.list('activity', { limit: 10 })
    expect(notes.map((note) => note['accountId'])).toEqual([ids['mine']])
    expect(await records.count('activity')).toBe(1)
    const history = await records.list('recordChange', { limit: 10 })
    expect(history.records.map((change) => change['recordId'])).toEqual([ids['mine']])
  })

  test('holds no hidden field, finds nothing by it, and knows of none', async () => {
    const seen = seenBy(crm.crm, actorWith({ read: 'all', hidden: ['name'] }))
    const page = await seen.store.records.list('account', { limit: 10 })
    expect(page.records).toHaveLength(2)
    expect(page.records.every((account) => !('name' in account))).toBe(true)
    expect((await seen.store.records.list('account', { limit: 10, search: 'mine' })).records).toEqual([])
    expect(seen.fields.account['name']).toBeUndefined()
    expect(seen.rules().vocabulary.fields.account['name']).toBeUndefined()
  })
})

describe('roles', () => {
  test('are those of files and the built-in ones, each with who has it', async () => {
    const roles = await listRoles(crm.crm, { actor: SYSTEM })
    expect(roles.map(({ id }) => id)).toEqual(knownRoles(crm.crm, 'en').map(({ id }) => id))
    expect(roles.find(({ id }) => id === 'admin')?.may).toContain('user:write')
    expect(roles.flatMap(({ users }) => users.map(({ name }) => name)).toSorted()).toEqual(['Me', 'Other'])
  })

  test('become what they allow a user now, with the people of the team', async () => {
    const user = (await crm.crm.store.records.get('user', me)) as User
    expect((await grantsOf(crm.crm, user))?.role.id).toBe(user.role)
    expect(await grantsOf(crm.crm, { ...user, role: 'undeclared' })).toBeUndefined()
  })

  test('are why a record is seen; one that is not there is unknown', async () => {
    const asked = { actor: SYSTEM, userId: me, entity: 'account' as const }
    const { answers } = await explainAccess(crm.crm, { ...asked, id: ids['theirs'] ?? '' })
    expect(answers.map(({ action, allowed }) => [action, allowed])).toEqual([
      ['read', true],
      ['write', true],
    ])
    await expect(explainAccess(crm.crm, { ...asked, id: 'nothing' })).rejects.toMatchObject({ code: 'RECORD_UNKNOWN' })
    await expect(explainAccess(crm.crm, { ...asked, userId: 'x', id: ids['mine'] ?? '' })).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    })
  })
})
