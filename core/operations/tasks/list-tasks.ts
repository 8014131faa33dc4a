import { type Actor, authorize, can } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Comparison } from '../../model/conditions.js'
import type { Task } from '../../model/entities/task.js'
import type { Page, Sort } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { pageLimit } from '../page-limit.js'

/** Whose tasks: the actor's own, those of the actor's team, or everybody's. */
export const TASK_OWNERS = ['mine', 'team', 'all'] as const
/** `due` until the end of the next 24 hours, overdue ones included. */
export const TASK_STATES = ['open', 'due', 'overdue', 'done'] as const

/** Which tasks. */
export interface TasksQuery {
  readonly whose?: (typeof TASK_OWNERS)[number]
  readonly state?: (typeof TASK_STATES)[number]
  /** One owner, instead of `whose`. */
  readonly ownerId?: string
  readonly leadId?: string
  readonly contactId?: string
  readonly accountId?: string
  readonly opportunityId?: string
  /** 1 to 200; 50 without it. */
  readonly limit?: number
  readonly after?: string
}

const DAY_MS = 86_400_000

/**
 * Lists tasks: open ones by when they are due, done ones newest first. Who reads leads or has tasks sees them: their own, and those
 * of records in reach.
 */
export async function listTasks(engine: Engine, { actor, query }: { actor: Actor; query: TasksQuery }): Promise<Page<Task>> {
  authorize(actor, can(actor, 'task:write') ? 'task:write' : 'lead:read')
  const { limit, after, state = 'open' } = query
  const all = [...stateOf(state, engine.now()), ...aboutOf(query), ...(await ownersOf(engine, { actor, query }))]
  const sort: Sort = state === 'done' ? { field: 'doneAt', direction: 'desc' } : { field: 'dueAt', direction: 'asc' }
  const page = await seenBy(engine, actor).store.records.list('task', {
    where: { all },
    sort,
    limit: pageLimit(limit),
    ...(after ? { after } : {}),
  })
  return page as unknown as Page<Task>
}

const leaf = (field: string, operator: string, value: unknown): Comparison => ({
  fact: 'task',
  path: `$.${field}`,
  operator,
  value,
})

function stateOf(state: NonNullable<TasksQuery['state']>, now: number): readonly Comparison[] {
  const done = leaf('doneAt', 'present', state === 'done')
  if (state === 'overdue') return [done, leaf('dueAt', 'lessThan', now)]
  return state === 'due' ? [done, leaf('dueAt', 'lessThan', now + DAY_MS)] : [done]
}

const ABOUT = ['leadId', 'contactId', 'accountId', 'opportunityId'] as const

const aboutOf = (query: TasksQuery): readonly Comparison[] =>
  ABOUT.flatMap((field) => (query[field] === undefined ? [] : [leaf(field, 'equal', query[field])]))

async function ownersOf(
  { store }: Engine,
  { actor, query: { ownerId, whose = 'all' } }: { actor: Actor; query: TasksQuery },
): Promise<readonly Comparison[]> {
  if (ownerId !== undefined) return [leaf('ownerId', 'equal', ownerId)]
  if (whose === 'all' || actor.kind !== 'user') return []
  if (whose === 'mine') return [leaf('ownerId', 'equal', actor.id)]
  const me = await store.records.get('user', actor.id)
  const any = [
    { fact: 'user', path: '$.managerId', operator: 'equal', value: actor.id },
    ...(me?.['teamId'] === undefined ? [] : [{ fact: 'user', path: '$.teamId', operator: 'equal', value: me['teamId'] }]),
  ]
  const { records } = await store.records.list('user', { where: { any }, limit: 1_000 })
  return [leaf('ownerId', 'in', [...new Set([actor.id, ...records.map(({ id }) => id)])])]
}
