import { type Actor, actorName, authorize } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import type { SubmissionState } from '../model/entities/submission.js'
import type { JournalRow, Page } from '../store/index.js'
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
  return engine.store.journal.list({ ...query, limit: pageLimit(query.limit) })
}

export async function showSubmission(
  engine: Engine,
  { actor, id }: { actor: Actor; id: string },
): Promise<JournalRow | undefined> {
  authorize(actor, 'journal:read')
  return engine.store.journal.get(id)
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
  for (const { source, state, count, lastAt } of await engine.store.journal.health()) {
    const health = bySource.get(source) ?? { counts: {}, lastAt: 0 }
    bySource.set(source, { counts: { ...health.counts, [state]: count }, lastAt: Math.max(health.lastAt, lastAt) })
  }
  return [...bySource].map(([source, health]) => ({ source, ...health }))
}
