import { type Actor, actorName, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { notMerged } from '../../intake/not-merged.js'
import { parseDuration } from '../../model/calendar/duration.js'
import type { Conditions } from '../../model/conditions.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RetentionRule } from '../../model/retention.js'
import { eraseKnown } from './erase-known.js'
import { personNamed } from './find-person.js'

/** A rule and how many leads it would reach now. */
export interface RetentionCount {
  readonly rule: RetentionRule
  readonly leads: number
}

const BATCH = 200

/** Counts for every rule whose time of keeping is over; nothing is changed. */
export async function previewRetention(engine: Engine, { actor }: { actor: Actor }): Promise<readonly RetentionCount[]> {
  authorize(actor, 'privacy:erase')
  return Promise.all(
    engine.rules().retention.map(async (rule) => {
      let leads = 0
      for await (const batch of overdue(engine, rule)) leads += batch.length
      return { rule, leads }
    }),
  )
}

/** Erases or makes nameless whose time of keeping is over, each with a receipt; answers how many, at most `limit`. */
export async function applyRetention(
  engine: Engine,
  { actor, limit = Number.POSITIVE_INFINITY }: { actor: Actor; limit?: number },
): Promise<number> {
  authorize(actor, 'privacy:erase')
  let done = 0
  for (const rule of engine.rules().retention) {
    for await (const batch of overdue(engine, rule)) {
      for (const { id } of batch) {
        if (done >= limit) return done
        // It may have gone with another lead of the same person.
        if (!(await engine.store.records.get('lead', id))) continue
        const person = await personNamed(engine, { leadId: id })
        const reason = `retention/${rule.id}`
        await eraseKnown(engine, { person, actor: actorName(actor), mode: rule.action, reason })
        done += 1
      }
    }
  }
  return done
}

/** Leads for which a rule is the first that counts, in batches. */
async function* overdue(engine: Engine, rule: RetentionRule): AsyncIterable<readonly Lead[]> {
  const cutoff = engine.now() - (parseDuration(rule.after) ?? Number.POSITIVE_INFINITY)
  if (!Number.isFinite(cutoff) || isPassedOver(engine, rule)) return
  for await (const batch of engine.store.records.each('lead', { where: whereOf(engine, rule, cutoff), batch: BATCH })) {
    const quiet = await quietSince(engine, batch as readonly Lead[], cutoff)
    const alone = await Promise.all(quiet.map((lead) => isFinished(engine, lead)))
    const found = quiet.filter((_, place) => alone[place])
    if (found.length > 0) yield found
  }
}

/** Whether a rule before it is about all sources. */
function isPassedOver(engine: Engine, rule: RetentionRule): boolean {
  const { retention } = engine.rules()
  return retention.slice(0, retention.indexOf(rule)).some(({ sources }) => sources === undefined)
}

function whereOf(engine: Engine, rule: RetentionRule, cutoff: number): Conditions {
  const { retention, lifecycle } = engine.rules()
  const lead = (field: string, operator: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator, value })
  const before = retention.slice(0, retention.indexOf(rule))
  const closed = lifecycle.statuses.flatMap(({ id, category }) => (category === 'lost' ? [id] : []))
  return {
    all: [
      notMerged('lead'),
      lead('status', 'in', closed),
      lead('convertedAt', 'present', false),
      lead('createdAt', 'lessThan', cutoff),
      // Who is nameless already has nothing left to take.
      { any: ['name', 'email', 'phone'].map((field) => lead(field, 'present', true)) },
      ...(rule.sources ? [lead('source', 'in', [...rule.sources])] : []),
      ...before.map(({ sources }) => lead('source', 'notIn', [...(sources ?? [])])),
    ],
  }
}

async function quietSince({ store }: Engine, leads: readonly Lead[], cutoff: number): Promise<readonly Lead[]> {
  const rows = await store.records.aggregate({
    entity: 'activity',
    groupBy: ['leadId'],
    where: {
      all: [
        { fact: 'activity', path: '$.leadId', operator: 'in', value: leads.map(({ id }) => id) },
        { fact: 'activity', path: '$.at', operator: 'greaterThanInclusive', value: cutoff },
      ],
    },
    measures: { count: { count: true } },
  })
  const busy = new Set(rows.map((row) => row['leadId']))
  return leads.filter(({ id }) => !busy.has(id))
}

/** Whether no record of the person is a customer or still open. */
async function isFinished(engine: Engine, lead: Lead): Promise<boolean> {
  const { trace } = await personNamed(engine, { leadId: lead.id })
  if (trace.ids.contact.length > 0) return false
  const closed = new Set(engine.rules().lifecycle.statuses.flatMap(({ id, category }) => (category === 'lost' ? [id] : [])))
  const leads = (await engine.store.records.getMany('lead', trace.ids.lead)) as readonly Lead[]
  return leads.every(({ status, mergedIntoId }) => closed.has(status) || mergedIntoId !== undefined)
}
