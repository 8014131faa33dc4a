import { describe, expect, test } from 'vitest'
import { addTestUser, cookiePair, form, PASSWORD, serveCrm } from './served-crm.js'

const tokenOf = (path: string): string => path.split('token=')[1] ?? ''

describe('the first administrator', () => {
  test('is made once, signed in, and afterwards the page is gone', async () => {
    const served = await serveCrm()
    expect(await (await served.fetch('/sign-in')).text()).toContain('Nobody has been set up yet')
    expect(await (await served.fetch(served.setupPath)).text()).toContain('name="token"')
    const values = { token: tokenOf(served.setupPath), name: 'Sara', email: 'Sara@Example.ir', password: PASSWORD }
    const made = await served.fetch('/setup', form(values))
    expect([made.status, made.headers.get('location')]).toEqual([303, '/'])
    expect((await served.fetch('/leads', { headers: { cookie: cookiePair(made) } })).status).toBe(200)
    expect((await served.crm.store.access.userByEmail('sara@example.ir'))?.role).toBe('admin')
    expect((await served.fetch(served.setupPath)).status).toBe(404)
    expect((await served.fetch('/setup', form(values))).status).toBe(404)
    expect((await served.fetch('/sign-in', form({ email: 'SARA@example.ir', password: PASSWORD }))).status).toBe(303)
    await served.stop()
  })

  test('is one, however many try at the same time', async () => {
    const served = await serveCrm()
    const token = tokenOf(served.setupPath)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        served.fetch('/setup', form({ token, name: `N ${index}`, email: `n${index}@example.ir`, password: PASSWORD })),
      ),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19)
    expect(await served.crm.store.records.count('user')).toBe(1)
    await served.stop()
  })

  test('needs the token, in time, and a password that is not easy', async () => {
    const served = await serveCrm()
    const token = tokenOf(served.setupPath)
    const values = { token, name: 'Sara', email: 'sara@example.ir', password: PASSWORD }
    expect((await served.fetch('/setup')).status).toBe(404)
    expect((await served.fetch('/setup?token=x')).status).toBe(404)
    expect((await served.fetch('/setup', form({ ...values, token: `${token}x` }))).status).toBe(404)
    for (const password of ['short', 'Password2024!!!!', 'P4ssw0rd123456', 'aaaaaaaaaaaaaaaa', '123456789012']) {
      expect([password, (await served.fetch('/setup', form({ ...values, password }))).status]).toEqual([password, 422])
    }
    expect((await served.fetch('/setup', form({ ...values, email: 'no address' }))).status).toBe(422)
    served.pass(31 * 60_000)
    expect((await served.fetch('/setup', form(values))).status).toBe(404)
    expect(await served.crm.store.records.count('user')).toBe(0)
    await served.stop()
  })

  test('can still be made where others came first who are no administrators', async () => {
    const served = await serveCrm()
    await addTestUser(served.crm, { role: 'rep' })
    expect((await served.fetch(served.setupPath)).status).toBe(200)
    const values = { token: tokenOf(served.setupPath), name: 'Sara', email: 'sara@example.ir', password: PASSWORD }
    expect((await served.fetch('/setup', form(values))).status).toBe(303)
    expect((await served.crm.store.access.userByEmail('sara@example.ir'))?.role).toBe('admin')
    await served.stop()
  })

  test('cannot be made by this page where users came in another way', async () => {
    const served = await serveCrm()
    await addTestUser(served.crm)
    expect((await served.fetch(served.setupPath)).status).toBe(404)
    await served.stop()
  })
})
