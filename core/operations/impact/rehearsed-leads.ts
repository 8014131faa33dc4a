import type { ReadingEngine } from '../../intake/reading-engine.js'
import type { ConditionNode } from '../../model/conditions.js'
import type { Lead } from '../../model/entities/lead.js'
import { type Lifecycle, openStatuses } from '../../model/lifecycle.js'
import type { RecordFilter } from '../../store/index.js'
import { filterQuestion, type LeadFilter } from '../lead-filter.js'
import { isOpenLead } from '../open-leads.js'

/** Which leads are asked about: those that are open, unless closed ones are asked for too. */
export interface RehearsedRequest {
  readonly filter?: LeadFilter | undefined
  /** A past instant: the leads that were there then, as they were. */
  readonly asOf?: number | undefined
  readonly closedToo?: boolean | undefined
}

/** Leads of one batch; how many beside them were closed, and of how many nobody knows any more what they were like. */
export interface RehearsedBatch {
  readonly leads: readonly Lead[]
  readonly closed: number
  readonly unknown: number
}

/** A request, and the statuses in which a lead counts as open. */
interface Rehearsal extends RehearsedRequest {
  readonly lifecycle: Lifecycle
}

const BATCH = 250

/** How many leads there are to look at, and how many closed ones are passed over unseen; those of the past are looked at to know. */
export async function countRehearsed(
  engine: ReadingEngine,
  request: Rehearsal,
): Promise<{ readonly of: number; readonly closed: number }> {
  const { records } = engine.store
  const of = await records.count('lead', questionOf(engine, request))
  if (request.closedToo || request.asOf !== undefined) return { of, closed: 0 }
  const all = await records.count('lead', questionOf(engine, { ...request, closedToo: true }))
  return { of, closed: Math.max(0, all - of) }
}

/** The leads to ask about, batch by batch, the newest first. */
export async function* rehearsedLeads(engine: ReadingEngine, request: Rehearsal): AsyncGenerator<RehearsedBatch> {
  // Closed leads are passed over after reading: a database that looks for open ones by an index would sort them anew for each batch.
  const question = questionOf(engine, { ...request, closedToo: true })
  const open = new Set(openStatuses(request.lifecycle))
  const sort = { field: 'createdAt', direction: 'desc' } as const
  for (let after: string | undefined, isLast = false; !isLast; ) {
    const page = await engine.store.records.list('lead', {
      sort,
      limit: BATCH,
      ...question,
      ...(after === undefined ? {} : { after }),
    })
    const read = page.records as readonly Lead[]
    const isPassedOver = request.asOf === undefined && !request.closedToo
    const leads = isPassedOver ? read.filter(({ status }) => open.has(status)) : read
    if (leads.length > 0) yield request.asOf === undefined ? { leads, closed: 0, unknown: 0 } : await asOf(engine, leads, request)
    after = page.next
    isLast = after === undefined
  }
}

function questionOf(
  engine: ReadingEngine,
  { filter = {}, asOf: instant, closedToo, lifecycle }: Rehearsal,
): RecordFilter & { search?: string } {
  const { where, keep } = filterQuestion(engine, filter) ?? {}
  const wasThere: ConditionNode = { fact: 'lead', path: '$.createdAt', operator: 'lessThanInclusive', value: instant }
  const which = instant === undefined ? (closedToo ? [] : [isOpenLead(lifecycle)]) : [wasThere]
  const all = [...which, ...(where ? [where] : [])]
  const { search } = filter
  return { ...(all.length > 0 ? { where: { all } } : {}), ...(keep ? { keep } : {}), ...(search ? { search } : {}) }
}

/** Each lead as the latest decision up to then read it. */
async function asOf(
  engine: ReadingEngine,
  leads: readonly Lead[],
  { asOf: instant = 0, ...request }: Rehearsal,
): Promise<RehearsedBatch> {
  const ids = leads.map(({ id }) => id)
  const decisions = await engine.store.intake.latestDecisions(ids, instant)
  const known = decisions.map((decision) => decision?.facts['lead'] as Lead | undefined).filter((lead) => lead !== undefined)
  const open = new Set(openStatuses(request.lifecycle))
  const asked = request.closedToo ? known : known.filter(({ status }) => open.has(status))
  return { leads: asked, closed: known.length - asked.length, unknown: leads.length - known.length }
}
