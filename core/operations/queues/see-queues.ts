import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Lead } from '../../model/entities/lead.js'
import { openStatuses } from '../../model/lifecycle.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { QueueDeclaration } from '../../rule-engine/index.js'
import { seenBy } from '../access/seen-by.js'
import { claimRefusal, type QueueStanding, standingOf } from './queue-standing.js'

/** A pool as it is now. */
export interface SeenQueue {
  readonly queue: QueueDeclaration
  /** Open leads in it that nobody owns. */
  readonly waiting: number
  readonly members: readonly {
    readonly id: string
    readonly name: string
    readonly active: boolean
    readonly away: boolean
    readonly openLeads: number
    readonly capacity?: number
  }[]
}

/** Every pool with who works there and how much waits in it. */
export async function listQueues(engine: Engine, { actor }: { readonly actor: Actor }): Promise<readonly SeenQueue[]> {
  authorize(actor, 'lead:read')
  const statuses = openStatuses(engine.rules().lifecycle)
  const nothing = { matchKeys: [], nameKeys: [], leadIds: [] }
  const { queues: states } = await engine.store.intake.gather({ ...nothing, openStatuses: statuses, queues: true })
  const counts = await seenBy(engine, actor).store.records.aggregate({
    entity: 'lead',
    groupBy: ['queue'],
    where: { all: waitingIn(undefined, statuses) },
    measures: { n: { count: true } },
  })
  return engine.rules().queues.map((queue) => ({
    queue,
    waiting: Number(counts.find((row) => row['queue'] === queue.id)?.['n'] ?? 0),
    members: (states.find((state) => state.queue === queue.id)?.members ?? []).map(({ user, openLeads }) => {
      const capacity = user.capacity ?? queue.capacity
      const { id, name, active, away } = user
      return { id, name, active, away, openLeads, ...(capacity === undefined ? {} : { capacity }) }
    }),
  }))
}

/** A pool with the leads that wait in it, and what the reader may do about them. */
export interface OpenedQueue extends SeenQueue {
  /** Highest score first, then who has waited longest. */
  readonly leads: readonly Lead[]
  /** Absent for who is no member. */
  readonly standing?: QueueStanding
  /** Why the reader can take nothing now. */
  readonly refusal?: Refusal
}

/** Opens one pool; undefined where there is none of that name. */
export async function openQueue(
  engine: Engine,
  { actor, queue, limit = 50 }: { readonly actor: Actor; readonly queue: string; readonly limit?: number },
): Promise<OpenedQueue | undefined> {
  const seen = (await listQueues(engine, { actor })).find((each) => each.queue.id === queue)
  if (!seen) return undefined
  const { leads } = await waitingLeads(engine, { queue, limit, actor })
  const standing = actor.kind === 'user' ? await standingOf(engine, { userId: actor.id, queue }) : undefined
  const refusal = standing && claimRefusal(standing)
  return { ...seen, leads, ...(standing ? { standing } : {}), ...(refusal ? { refusal } : {}) }
}

interface WaitingQuestion {
  readonly actor: Actor
  readonly queue: string
  readonly limit: number
  readonly after?: string | undefined
}

/** Leads that wait in a pool and that the reader may see, hottest first, page by page. */
export async function waitingLeads(
  engine: Engine,
  { queue, limit, after, actor }: WaitingQuestion,
): Promise<{ readonly leads: readonly Lead[]; readonly next?: string }> {
  const { records, next } = await seenBy(engine, actor).store.records.list('lead', {
    where: { all: waitingIn(queue, openStatuses(engine.rules().lifecycle)) },
    sort: { field: 'score', direction: 'desc' },
    limit,
    ...(after === undefined ? {} : { after }),
  })
  return { leads: records as unknown as readonly Lead[], ...(next === undefined ? {} : { next }) }
}

function waitingIn(queue: string | undefined, statuses: readonly string[]) {
  const leaf = (field: string, operator: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator, value })
  return [
    ...(queue === undefined ? [] : [leaf('queue', 'equal', queue)]),
    leaf('ownerId', 'present', false),
    leaf('status', 'in', statuses),
  ]
}
