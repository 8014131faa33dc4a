import { expect, test } from 'vitest'
import type { Actor } from '../../../core/access/index.js'
import { SYSTEM } from '../../../core/access/index.js'
import { addUser, listNotifications, notify, readNotification } from '../../../core/operations/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, crmsOn, somebody } from './crms-of-suite.js'

const TEXT = { en: 'A hot lead', fa: 'سرنخ داغ' }

eachDatabase((database) => {
  const open = crmsOn(database)

  async function team() {
    const test = await open()
    const [sara, mina] = [await test.addUser({ name: 'Sara' }), await test.addUser({ name: 'Mina', queues: ['duty-desk'] })]
    const boss = { name: 'Boss', email: 'boss@example.com', role: 'manager' } as const
    const { id: manager } = await addUser(test.crm, { actor: SYSTEM, user: boss })
    const { id: leadId } = await aLeadIn(test, somebody())
    const users = { sara, mina, manager }
    const told = async () => {
      const counts = await Promise.all(Object.values(users).map(async (userId) => (await newsOf(test, userId)).length))
      return Object.fromEntries(Object.keys(users).map((name, index) => [name, counts[index]]))
    }
    return { test, ...users, leadId, told }
  }

  const newsOf = async ({ crm }: TestCrm, userId: string) =>
    (await listNotifications(crm, { userId })).filter(({ text }) => (text as { en?: string }).en === TEXT.en)

  test.each([
    ['owner', { sara: 1, mina: 0, manager: 0 }],
    ['queue:duty-desk', { sara: 0, mina: 1, manager: 0 }],
    ['queue:nowhere', { sara: 0, mina: 0, manager: 0 }],
    ['managers', { sara: 0, mina: 0, manager: 1 }],
  ])('a message to "%s" reaches them alone, and once for its key', async (to, expected) => {
    const { test, leadId, told } = await team()
    const message = { text: TEXT, leadId, to }
    await Promise.all([notify(test.crm, message, 'k'), notify(test.crm, message, 'k')])
    expect(await told()).toEqual(expected)
  })

  test('what nobody owns is told to the managers', async () => {
    const test = await open()
    const boss = { name: 'Boss', email: 'boss@example.com', role: 'admin' } as const
    const { id: userId } = await addUser(test.crm, { actor: SYSTEM, user: boss })
    const { id: leadId } = await aLeadIn(test, somebody())
    await notify(test.crm, { text: TEXT, leadId, to: 'owner' }, 'k')
    expect(await newsOf(test, userId)).toMatchObject([{ text: TEXT, leadId, userId }])
  })

  test('only the reader can mark a message as read; then it is gone from what is new', async () => {
    const { test, sara, mina, leadId } = await team()
    await notify(test.crm, { text: TEXT, leadId, to: sara }, 'k')
    const [message] = await newsOf(test, sara)
    const read = (actor: Actor) => readNotification(test.crm, { actor, id: String(message?.id) })
    await read({ kind: 'user', id: mina, role: 'admin' })
    await read(SYSTEM)
    expect(await newsOf(test, sara)).toHaveLength(1)
    await read({ kind: 'user', id: sara, role: 'rep' })
    expect(await newsOf(test, sara)).toEqual([])
  })
})
