import { expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { addUser, listUsers, type NewUser, writeAudit } from '../../../core/operations/index.js'
import { eachDatabase } from '../../support/databases.js'
import { as, failureOf, oneCrmOn } from './crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)
  const add = (user: Partial<NewUser>, queues: readonly string[] = []) =>
    addUser(theCrm().crm, {
      actor: as('admin', 'u-root'),
      user: { name: 'A', email: 'a@example.com', role: 'rep', ...user },
      queues,
    })
  const auditOf = async (subject: string) => {
    const where = { all: [{ fact: 'auditEntry', path: '$.subject', operator: 'equal', value: subject }] }
    return (await theCrm().crm.store.records.list('auditEntry', { where, limit: 10 })).records
  }

  test('a new user can take leads at once, stands in the queues, and the audit says who added them', async () => {
    const user = await add({ name: 'Sara', email: 'sara@example.com', capacity: 0, territories: ['tehran'] }, [
      'inbound',
      'nurture',
    ])
    expect(user).toMatchObject({ active: true, away: false, weight: 1, capacity: 0, territories: ['tehran'], role: 'rep' })
    for (const queue of ['inbound', 'nurture']) {
      expect((await theCrm().crm.store.access.queueMembers(queue)).map(({ id }) => id)).toContain(user.id)
    }
    expect(await auditOf(user.id)).toMatchObject([
      { actor: 'u-root', action: 'user.add', details: { role: 'rep', queues: ['inbound', 'nurture'] } },
    ])
  })

  test('who joins a queue leaves its members in it', async () => {
    const before = (await theCrm().crm.store.access.queueMembers('inbound')).map(({ id }) => id)
    const { id } = await add({ email: 'late@example.com' }, ['inbound'])
    expect((await theCrm().crm.store.access.queueMembers('inbound')).map((user) => user.id)).toEqual([...before, id])
  })

  test('an e-mail belongs to one user, however it is written, also when two are added at once', async () => {
    await add({ email: 'Mina@Example.com' })
    expect(await failureOf(add({ email: ' mina@example.COM ' }))).toMatchObject({ code: 'USER_EXISTS' })
    const both = await Promise.allSettled([add({ email: 'twin@example.com' }), add({ email: 'TWIN@example.com' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await theCrm().crm.store.access.userByEmail('mina@example.com')).toBeDefined()
  })

  test.each([
    [{ email: 'nowhere' }, 'email'],
    [{ name: ' ' }, 'name'],
    [{ role: 'king' as NewUser['role'] }, 'role'],
    [{ capacity: -1 }, 'capacity'],
    [{ calendar: 'mayan' as 'jalali' }, 'calendar'],
    [{ passwordHash: 'x' } as Partial<NewUser>, 'passwordHash'],
  ])('a user with %j is refused with the field named', async (user, field) => {
    expect(await failureOf(add({ email: `${field}@example.com`, ...user }))).toMatchObject({ code: 'USER_INVALID', field })
  })

  test('a queue that is not there is refused before anybody is added', async () => {
    for (const queue of ['nowhere', '']) {
      expect(await failureOf(add({ email: 'queue@example.com' }, ['inbound', queue]))).toMatchObject({
        code: 'QUEUE_UNKNOWN',
        message: expect.stringContaining('enterprise'),
      })
    }
    expect(await theCrm().crm.store.access.userByEmail('queue@example.com')).toBeUndefined()
  })

  test('users are listed by name, and never with what they sign in by', async () => {
    const { id } = await addUser(theCrm().crm, {
      actor: SYSTEM,
      user: { name: '0 first', email: 'first@example.com', role: 'admin' },
      passwordHash: 'secret-hash',
    })
    const users = await listUsers(theCrm().crm, { actor: SYSTEM })
    expect(users[0]?.id).toBe(id)
    expect(JSON.stringify(users)).not.toContain('secret-hash')
    expect(await theCrm().crm.store.access.passwordHash(id)).toBe('secret-hash')
  })

  test('an entry of the audit can be added and never changed', async () => {
    const { crm, clock } = theCrm()
    await writeAudit(crm, { actor: 'u-root', action: 'plugin.off', subject: 'source-csv', details: { why: 'broken' } })
    const [entry] = await auditOf('source-csv')
    expect(entry).toMatchObject({ at: clock.now(), actor: 'u-root', action: 'plugin.off', details: { why: 'broken' } })
    const rewrite = { id: String(entry?.id), expectedVersion: 1, changes: { actor: 'somebody' }, now: clock.now() }
    expect(await failureOf(crm.store.records.update('auditEntry', rewrite))).toMatchObject({ code: 'RECORD_APPEND_ONLY' })
  })
})
