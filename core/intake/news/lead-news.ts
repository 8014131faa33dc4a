import type { DecidedLead } from '../../model/decision.js'
import type { User } from '../../model/entities/user.js'
import { statusOf } from '../../model/lifecycle.js'
import { type LocalizedText, type Text, textIn } from '../../model/text/localized-text.js'
import type { RecordChanges } from '../../store/index.js'
import type { Engine } from '../engine.js'
import type { WorkingLead } from '../working-lead.js'
import { type News, notificationFor } from './notification-for.js'

/**
 * What owners are told of their leads: that one was given to them, has moved to another status, or waits too long for an answer.
 * Who did it themselves is told nothing, and of leads that are new nobody is: those stand in their lists.
 */
export async function leadNews(
  engine: Engine,
  works: readonly WorkingLead[],
  decided: readonly DecidedLead[],
): Promise<RecordChanges | undefined> {
  const told = works.flatMap((work, index) => {
    const after = decided[index]
    return work.before && after?.lead.ownerId !== undefined ? newsOf(engine, { ...work, before: work.before }, after) : []
  })
  if (told.length === 0) return undefined
  const users = (await engine.store.records.getMany('user', [...new Set(told.map(({ userId }) => userId))])) as readonly User[]
  const active = new Map(users.filter(({ active }) => active !== false).map((user) => [user.id, user]))
  return {
    inserts: told.flatMap(({ userId, news }) => {
      const user = active.get(userId)
      return user ? [{ entity: 'notification' as const, record: notificationFor(engine, user, news) }] : []
    }),
  }
}

interface Told {
  readonly userId: string
  readonly news: News
}

function newsOf(
  engine: Engine,
  { before, activities }: WorkingLead & Required<Pick<WorkingLead, 'before'>>,
  { lead, decision }: DecidedLead,
): readonly Told[] {
  const userId = lead.ownerId
  if (userId === undefined || activities.some((activity) => activity.userId === userId)) return []
  const about = (text: Text, what: string): Told => ({
    userId,
    news: { text, leadId: lead.id, idempotencyKey: `${what}:${lead.id}:${before.version}` },
  })
  const name = lead.name ?? lead.company ?? lead.email ?? ''
  return [
    ...(before.ownerId === userId
      ? []
      : [about({ en: `You have a lead: ${name}`, fa: `سرنخی به شما سپرده شد: ${name}` }, 'assigned')]),
    ...(before.status === lead.status ? [] : [about(movedText(engine, name, lead.status), 'moved')]),
    ...(decision.response?.breached
      ? [about({ en: `Waits too long for an answer: ${name}`, fa: `پاسخ دیر شده است: ${name}` }, 'overdue')]
      : []),
  ]
}

function movedText(engine: Engine, name: string, status: string): LocalizedText {
  const label = statusOf(engine.rules().lifecycle, status)?.label ?? { en: status }
  return { en: `${name} is now: ${textIn(label, 'en')}`, fa: `${name} اکنون: ${textIn(label, 'fa')}` }
}
