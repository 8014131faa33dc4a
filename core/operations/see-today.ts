import { type Actor, authorize } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import { notMerged } from '../intake/not-merged.js'
import type { Comparison } from '../model/conditions.js'
import type { Lead } from '../model/entities/lead.js'
import type { Notification } from '../model/entities/notification.js'
import type { Task } from '../model/entities/task.js'
import { openStatuses } from '../model/lifecycle.js'
import { seenBy } from './access/seen-by.js'
import { listOpenTasks } from './follow-tasks.js'
import { listNotifications } from './notify.js'

/** What a person works on today, in the order it should be worked. */
export interface Today {
  readonly tasks: readonly Task[]
  /** Open leads that nobody has answered yet, highest score first. */
  readonly unanswered: readonly Lead[]
  /** Open leads of the last two days, newest first. */
  readonly fresh: readonly Lead[]
  /** Open leads by score. */
  readonly best: readonly Lead[]
  readonly notifications: readonly Notification[]
  /** `today` counts what came within the last 24 hours; `unassigned` is the whole team's. */
  readonly counts: { readonly open: number; readonly unanswered: number; readonly today: number; readonly unassigned: number }
}

const DAY_MS = 86_400_000
const FRESH_MS = 2 * DAY_MS
const LIST = 12

/** Gathers the day of a user (`mine`) or of the whole team. */
export async function seeToday(whole: Engine, { actor, mine }: { actor: Actor; mine: boolean }): Promise<Today> {
  authorize(actor, 'lead:read')
  const engine = seenBy(whole, actor)
  const userId = actor.kind === 'user' ? actor.id : undefined
  const now = engine.now()
  const own = mine && userId ? [leaf('ownerId', 'equal', userId)] : []
  const isOpen = leaf('status', 'in', openStatuses(engine.rules().lifecycle))
  const unmerged = notMerged('lead')
  const open = [isOpen, unmerged, ...own]
  const waiting = leaf('firstResponseAt', 'present', false)
  const recent = leaf('createdAt', 'greaterThan', now - FRESH_MS)
  const count = (all: readonly Comparison[]) => engine.store.records.count('lead', { where: { all } })
  return {
    tasks: await listOpenTasks(engine, { actor, limit: 25, ...(mine && userId ? { ownerId: userId } : {}) }),
    unanswered: await leads(engine, [...open, waiting], { field: 'score', direction: 'desc' }),
    fresh: await leads(engine, [...open, recent], { field: 'createdAt', direction: 'desc' }),
    best: await leads(engine, open, { field: 'score', direction: 'desc' }),
    notifications: userId ? await listNotifications(engine, { userId, limit: LIST }) : [],
    counts: {
      open: await count(open),
      unanswered: await count([...open, waiting]),
      today: await count([unmerged, ...own, leaf('createdAt', 'greaterThan', now - DAY_MS)]),
      unassigned: await count([isOpen, unmerged, leaf('ownerId', 'present', false)]),
    },
  }
}

function leaf(field: string, operator: string, value: Comparison['value']): Comparison {
  return { fact: 'lead', path: `$.${field}`, operator, value }
}

async function leads(
  engine: Engine,
  all: readonly Comparison[],
  sort: { field: string; direction: 'asc' | 'desc' },
): Promise<readonly Lead[]> {
  const page = await engine.store.records.list('lead', { where: { all }, sort, limit: LIST })
  return page.records as unknown as readonly Lead[]
}
