import type { Engine } from '../../intake/engine.js'
import { type CalendarEntry, writeCalendar } from '../../model/calendar/icalendar.js'
import type { Lead } from '../../model/entities/lead.js'
import { type Task, taskSubject } from '../../model/entities/task.js'
import type { User } from '../../model/entities/user.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { textIn } from '../../model/text/localized-text.js'
import { grantsOf } from '../access/grants-of.js'
import { seenBy } from '../access/seen-by.js'

const PAST_MS = 30 * 86_400_000
const MOST = 1_000
const PRIORITIES: Readonly<Record<string, number>> = { urgent: 1, high: 3, normal: 5, low: 9 }
/** What takes time on its owner's day; the rest is something to do by then. */
const EVENTS: ReadonlySet<string> = new Set(['meeting', 'call'])

/** The tasks and meetings of a user that have a time, from thirty days ago on, as an iCalendar file. `origin` leads links home. */
export async function calendarOf(
  whole: Engine,
  { user, origin, title }: { user: User; origin: string; title: LocalizedText },
): Promise<string> {
  const grants = await grantsOf(whole, user)
  const engine = seenBy(whole, { kind: 'user', id: user.id, role: user.role, ...(grants ? { grants } : {}) })
  const leaf = (field: string, operator: string, value: unknown) => ({ fact: 'task', path: `$.${field}`, operator, value })
  const { records } = await engine.store.records.list('task', {
    where: { all: [leaf('ownerId', 'equal', user.id), leaf('dueAt', 'greaterThan', engine.now() - PAST_MS)] },
    sort: { field: 'dueAt', direction: 'asc' },
    limit: MOST,
  })
  const tasks = records as unknown as readonly Task[]
  const leads = await leadNames(engine, tasks)
  const language = user.language ?? engine.settings.language
  const entries = tasks.map((task) => entryOf(task, { language, origin, lead: leads.get(task.leadId ?? '') }))
  return writeCalendar({ name: `${textIn(title, language)}: ${user.name}`, entries })
}

function entryOf(
  task: Task,
  { language, origin, lead }: { language: string; origin: string; lead: Lead | undefined },
): CalendarEntry {
  const { id, kind = 'to-do', dueAt = 0, durationMinutes, place, doneAt, remindAt, priority = 'normal', leadId } = task
  const who = lead ? [lead.name, lead.company, lead.phone].filter((part) => part !== undefined).join(' · ') : ''
  const urgency = PRIORITIES[priority]
  return {
    uid: `${id}@sarnakh`,
    kind: EVENTS.has(kind) ? 'event' : 'to-do',
    summary: taskSubject(task, language),
    at: dueAt,
    ...{ sequence: task.version - 1, changedAt: task.updatedAt },
    ...(who ? { description: who } : {}),
    ...(place ? { place } : {}),
    ...(leadId ? { link: `${origin}/leads/${leadId}` } : {}),
    ...(durationMinutes ? { minutes: durationMinutes } : {}),
    ...(doneAt === undefined ? {} : { doneAt }),
    ...(remindAt === undefined ? {} : { remindAt }),
    ...(urgency === undefined ? {} : { priority: urgency }),
  }
}

async function leadNames({ store }: Engine, tasks: readonly Task[]): Promise<ReadonlyMap<string, Lead>> {
  const ids = [...new Set(tasks.flatMap(({ leadId = [] }) => leadId))]
  const leads = ids.length > 0 ? ((await store.records.getMany('lead', ids)) as readonly Lead[]) : []
  return new Map(leads.map((lead) => [lead.id, lead]))
}
