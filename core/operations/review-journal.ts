import { type Actor, actorName, authorize, hiddenFields, reachOf } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import type { SubmissionState } from '../model/entities/submission.js'
import type { JournalRow, Page } from '../store/index.js'
import { seenBy } from './access/seen-by.js'
import { pageLimit } from './page-limit.js'
import { writeAudit } from './write-audit.js'

/** How one source is doing: how many submissions stand where, and when the last came. */
export interface SourceHealth {
  readonly source: string
  readonly counts: Readonly<Partial<Record<SubmissionState, number>>>
  readonly lastAt: number
}

/** Lists what came in, newest first, whatever became of it. */
export async function listSubmissions(
  engine: Engine,
  { actor, query }: { actor: Actor; query: { state?: SubmissionState; source?: string; limit?: number; after?: string } },
): Promise<Page<JournalRow>> {
  authorize(actor, 'journal:read')
  const page = await engine.store.journal.list({ ...query, limit: pageLimit(query.limit) })
  return { ...page, records: await rowsInReach(engine, actor, page.records) }
}

const seesAllLeads = (actor: Actor): boolean =>
  actor.kind !== 'user' || !actor.grants || (reachOf(actor, 'lead', 'read') === 'all' && hiddenFields(actor, 'lead').size === 0)

/** What became a lead out of reach is left out; so is what nobody has read yet, for who does not see every lead whole. */
async function rowsInReach(engine: Engine, actor: Actor, rows: readonly JournalRow[]): Promise<readonly JournalRow[]> {
  if (seesAllLeads(actor)) return rows
  if (hiddenFields(actor, 'lead').size > 0) return []
  const ids = [...new Set(rows.flatMap(({ leadId }) => leadId ?? []))]
  const seen = new Set((await seenBy(engine, actor).store.records.getMany('lead', ids)).map(({ id }) => id))
  return rows.filter(({ leadId }) => leadId !== undefined && seen.has(leadId))
}

export async function showSubmission(
  engine: Engine,
  { actor, id }: { actor: Actor; id: string },
): Promise<JournalRow | undefined> {
  authorize(actor, 'journal:read')
  const row = await engine.store.journal.get(id)
  return row && (await rowsInReach(engine, actor, [row]))[0]
}

/** Sends submissions through intake once more; answers how many. */
export async function replaySubmissions(
  engine: Engine,
  { actor, ids }: { actor: Actor; ids: readonly string[] | 'all-quarantined' },
): Promise<number> {
  authorize(actor, 'journal:replay')
  const count = await engine.store.journal.requeue(ids, engine.now())
  await writeAudit(engine, { actor: actorName(actor), action: 'journal.replay', details: { ids, count } })
  engine.wake('intake')
  return count
}

export async function sourceHealth(engine: Engine, { actor }: { actor: Actor }): Promise<readonly SourceHealth[]> {
  authorize(actor, 'journal:read')
  const bySource = new Map<string, { counts: Partial<Record<SubmissionState, number>>; lastAt: number }>()
  const health = seesAllLeads(actor) ? await engine.store.journal.health() : []
  for (const { source, state, count, lastAt } of health) {
    const known = bySource.get(source) ?? { counts: {}, lastAt: 0 }
    bySource.set(source, { counts: { ...known.counts, [state]: count }, lastAt: Math.max(known.lastAt, lastAt) })
  }
  return [...bySource].map(([source, health]) => ({ source, ...health }))
}
