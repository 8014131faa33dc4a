import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { User } from '../../../core/model/entities/user.js'
import {
  addUser,
  changeUser,
  isKnownDevice,
  type NewUser,
  rememberDevice,
  type UserChange,
} from '../../../core/operations/index.js'
import { eachDatabase } from '../../support/databases.js'
import { as, crmsOn, failureOf, oneCrmOn } from './crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)
  const open = crmsOn(database)
  let people = 0

  const add = (user: Partial<NewUser> = {}, { crm } = theCrm(), passwordHash = 'hash') => {
    people += 1
    const given = { name: `P ${people}`, email: `p${people}@example.com`, role: 'rep' as const, ...user }
    return addUser(crm, { actor: SYSTEM, user: given, passwordHash })
  }
  const change = (id: string, what: Partial<UserChange>, { crm } = theCrm()) =>
    changeUser(crm, { actor: as('admin', 'u-root'), id, ...what })
  const stored = async (id: string, { crm } = theCrm()) => (await crm.store.records.get('user', id)) as User

  test('a change is written with its audit: who, what was before, what is now', async () => {
    const { id } = await add({ capacity: 5 })
    const changes = { role: 'manager', away: true, capacity: null, weight: 2.5, territories: ['qom'] } as const
    const user = await change(id, { changes })
    expect(user).toMatchObject({ id, role: 'manager', away: true, weight: 2.5, territories: ['qom'] })
    expect(user).toEqual(await stored(id))
    expect(user).not.toHaveProperty('capacity')
    const where = { all: [{ fact: 'auditEntry', path: '$.subject', operator: 'equal', value: id }] }
    const { records } = await theCrm().crm.store.records.list('auditEntry', { where, limit: 10 })
    expect(records.find(({ action }) => action === 'user.change')).toMatchObject({
      actor: 'u-root',
      details: { from: { role: 'rep', away: false, capacity: 5 }, to: { role: 'manager', away: true, capacity: null } },
    })
  })

  test('queues are exchanged whole, and the other members stay', async () => {
    const { access } = theCrm().crm.store
    const [other, user] = [await add(), await add()]
    for (const { id } of [other, user]) await change(id, { queues: ['inbound', 'nurture'] })
    await change(user.id, { queues: ['nurture', 'enterprise'] })
    const inQueue = async (queue: string) => (await access.queueMembers(queue)).map(({ id }) => id)
    expect(await inQueue('inbound')).toEqual([other.id])
    expect(await inQueue('nurture')).toEqual([other.id, user.id].sort())
    expect(await inQueue('enterprise')).toEqual([user.id])
    expect(await failureOf(change(user.id, { queues: ['nowhere'] }))).toMatchObject({ code: 'QUEUE_UNKNOWN' })
  })

  test.each([{ passwordHash: 'another' }, { changes: { active: false } }])(
    '%j ends every session and makes every device a stranger',
    async (what) => {
      const { crm, clock } = theCrm()
      const { id, email } = await add()
      const device = { account: email, secret: 's' }
      await crm.store.access.saveSession({ hash: `h-${id}`, userId: id, createdAt: clock.now(), lastSeenAt: clock.now() })
      await rememberDevice(crm, device)
      await change(id, { changes: { away: true } })
      expect(await crm.store.access.session(`h-${id}`)).toBeDefined()
      expect(await isKnownDevice(crm, device)).toBe(true)
      await change(id, what)
      expect(await crm.store.access.session(`h-${id}`)).toBeUndefined()
      expect(await isKnownDevice(crm, device)).toBe(false)
      expect(await crm.store.access.passwordHash(id)).toBe(what.passwordHash ?? 'hash')
    },
  )

  test.each([
    [{ role: 'king' }, 'role'],
    [{ role: null }, 'role'],
    [{ active: null }, 'active'],
    [{ capacity: -1 }, 'capacity'],
    [{ weight: 'heavy' }, 'weight'],
    [{ passwordHash: 'x' }, 'passwordHash'],
    [{ email: 'new@example.com' }, 'email'],
  ])('a change to %j is refused with the field named', async (changes, field) => {
    const user = await add()
    const failure = await failureOf(change(user.id, { changes: changes as UserChange['changes'] & object }))
    expect(failure).toMatchObject({ code: 'USER_INVALID', field })
    expect(await stored(user.id)).toMatchObject({ version: user.version + 1 })
  })

  test('a user who is not there is said to be unknown, and whoever saw an older version is refused', async () => {
    expect(await failureOf(change('nobody', { changes: { away: true } }))).toMatchObject({ code: 'USER_UNKNOWN' })
    const { id } = await add()
    const { version } = await stored(id)
    await change(id, { changes: { away: true }, expectedVersion: version })
    const late = await change(id, { changes: { away: false }, expectedVersion: version })
    expect(late).toMatchObject({ code: 'changed-meanwhile' })
  })

  describe('the last active administrator', () => {
    test('stays one, also beside others who could not sign in', async () => {
      const crm = await open()
      const { id } = await add({ role: 'admin' }, crm)
      await add({ role: 'admin' }, crm, '')
      const gone = await add({ role: 'admin' }, crm)
      await change(gone.id, { changes: { active: false } }, crm)
      for (const changes of [{ role: 'rep' }, { active: false }] as const)
        expect(await change(id, { changes }, crm)).toMatchObject({ code: 'last-admin' })
      expect(await stored(id, crm)).toMatchObject({ role: 'admin', active: true })
      expect(await change(id, { changes: { away: true } }, crm)).toMatchObject({ away: true })
      await add({ role: 'admin' }, crm)
      expect(await change(id, { changes: { role: 'rep' } }, crm)).toMatchObject({ role: 'rep' })
    })

    test('is left where two end each other at the same moment', async () => {
      const crm = await open()
      const admins = [await add({ role: 'admin' }, crm), await add({ role: 'admin' }, crm), await add({ role: 'admin' }, crm)]
      await Promise.all(admins.map(({ id }) => change(id, { changes: { active: false } }, crm)))
      for (const { id } of admins) await change(id, { changes: { role: 'rep' } }, crm)
      const left = await Promise.all(admins.map(({ id }) => stored(id, crm)))
      expect(left.filter(({ role, active }) => role === 'admin' && active)).toHaveLength(1)
    })
  })
})
