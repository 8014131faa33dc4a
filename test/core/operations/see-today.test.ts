import { beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../core/intake/engine.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { createTask, notify, seeToday } from '../../../core/operations/index.js'
import { eachDatabase } from '../../support/databases.js'
import { aStoredLead, aStoredUser } from '../../support/stored-records.js'
import { as, oneCrmOn } from './crms-of-suite.js'

const HOUR = 3_600_000
const NOW = Date.parse('2026-01-05T09:00:00Z')

const lead = (id: string, hoursAgo: number, values: Readonly<Record<string, unknown>>): Lead =>
  aStoredLead(id, { status: 'not-contacted', ownerId: 'u-sara', ...values, createdAt: NOW - hoursAgo * HOUR })

const LEADS = [
  lead('hot-old', 100, { score: 90 }),
  lead('hot-new', 1, { score: 95, firstResponseAt: NOW }),
  lead('cold-new', 2, { score: 5 }),
  lead('yesterday', 30, { score: 50 }),
  lead('lost', 3, { score: 99, status: 'lost' }),
  lead('of-mina', 4, { score: 60, ownerId: 'u-mina' }),
  lead('of-nobody', 5, { score: 40, ownerId: undefined }),
]

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)
  beforeAll(async () => {
    const { crm } = theCrm()
    await crm.store.records.insert('lead', LEADS)
    await crm.store.records.insert('user', [aStoredUser('u-sara'), aStoredUser('u-mina')])
    await createTask(crm, { subject: 'Mine', leadId: 'hot-old', assignee: 'u-sara', dueAt: NOW }, 'mine')
    await createTask(crm, { subject: 'Hers', leadId: 'of-mina', assignee: 'u-mina', dueAt: NOW - HOUR }, 'hers')
    await notify(crm, { text: { en: 'New', fa: 'تازه' }, leadId: 'hot-old', to: 'u-sara' }, 'n')
  })

  const dayOf = async (mine: boolean, engine: Engine = theCrm().crm) => {
    const today = await seeToday(engine, { actor: as('rep', 'u-sara'), mine })
    const ids = (leads: readonly Lead[]) => leads.map(({ id }) => id)
    const { unanswered, fresh, best, tasks, notifications, counts } = today
    return {
      unanswered: ids(unanswered),
      fresh: ids(fresh),
      best: ids(best),
      tasks: tasks.map(({ subject }) => subject),
      notifications: notifications.length,
      counts,
    }
  }

  test('a rep sees what is theirs, in the order in which it should be worked', async () => {
    expect(await dayOf(true)).toEqual({
      unanswered: ['hot-old', 'yesterday', 'cold-new'],
      fresh: ['hot-new', 'cold-new', 'yesterday'],
      best: ['hot-new', 'hot-old', 'yesterday', 'cold-new'],
      tasks: ['Mine'],
      notifications: 1,
      counts: { open: 4, unanswered: 3, today: 3, unassigned: 1 },
    })
  })

  test('the team sees all of it, and still only the own messages', async () => {
    expect(await dayOf(false)).toEqual({
      unanswered: ['hot-old', 'of-mina', 'yesterday', 'of-nobody', 'cold-new'],
      fresh: ['hot-new', 'cold-new', 'of-mina', 'of-nobody', 'yesterday'],
      best: ['hot-new', 'hot-old', 'of-mina', 'yesterday', 'of-nobody', 'cold-new'],
      tasks: ['Hers', 'Mine'],
      notifications: 1,
      counts: { open: 6, unanswered: 5, today: 5, unassigned: 1 },
    })
  })

  test('however many leads there are, the day takes the same few questions and lists stay short', async () => {
    const few = await questionsOf(theCrm().crm, (engine) => dayOf(false, engine))
    const crowd = Array.from({ length: 300 }, (_, n) => lead(`crowd-${n}`, 6, { score: n % 100 }))
    await theCrm().crm.store.records.insert('lead', crowd)
    const many = await questionsOf(theCrm().crm, (engine) => dayOf(false, engine))
    expect(many).toBe(few)
    expect(many).toBeLessThanOrEqual(9)
    const { unanswered, fresh, best, counts } = await dayOf(false)
    expect([unanswered, fresh, best].map(({ length }) => length)).toEqual([12, 12, 12])
    expect(counts.open).toBe(306)
  })
})

/** How many times records are asked for, with the real store answering. */
async function questionsOf(engine: Engine, work: (engine: Engine) => Promise<unknown>): Promise<number> {
  let asked = 0
  const records = new Proxy(engine.store.records, {
    get(target, name, receiver) {
      asked += 1
      return Reflect.get(target, name, receiver)
    },
  })
  await work({ ...engine, store: { ...engine.store, records } })
  return asked
}
