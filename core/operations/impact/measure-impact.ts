import { setImmediate } from 'node:timers/promises'
import { type Actor, authorize, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { decideSituations, loadSituations } from '../../intake/decide-leads.js'
import type { Engine } from '../../intake/engine.js'
import { type ReadingEngine, readingEngine } from '../../intake/reading-engine.js'
import { workingLead } from '../../intake/working-lead.js'
import { canonicalJson } from '../../model/canonical-json.js'
import type { DecidedLead } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { type Lifecycle, openStatuses } from '../../model/lifecycle.js'
import { type Situation, type Slot, semanticDifferences } from '../../rule-engine/index.js'
import type { QueueState } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { readAhead } from '../read-ahead.js'
import type { DecidedTwice } from './decided-twice.js'
import type { ExampleLead, Impact } from './impact.js'
import { createImpactCount, type ImpactCount } from './impact-count.js'
import { countRehearsed, type RehearsedBatch, type RehearsedRequest, rehearsedLeads } from './rehearsed-leads.js'
import type { RulesToCompare } from './rules-to-compare.js'

/** Which rules are compared, over which leads, and how long it may take. */
export interface ImpactRequest extends RehearsedRequest {
  readonly actor: Actor
  readonly rules: RulesToCompare
  /** Most leads that are asked about; all of them without it. */
  readonly limit?: number | undefined
  /** Milliseconds after which the answer is about the leads asked about so far. */
  readonly budgetMs?: number | undefined
  /** How many leads are named for each kind of change; 3 otherwise. */
  readonly examples?: number
  readonly onProgress?: (asked: number, of: number) => void
  /** Ends the asking; the answer is about the leads asked about so far. */
  readonly signal?: AbortSignal
}

/**
 * Decides about every open lead twice, by the rules of now and by those that would decide, and counts what would be different.
 * Works on an engine that holds no writers, so that nothing can come of it; memory does not grow with the leads.
 * @throws {CrmError} HTTP_INPUT_INVALID for an instant that has not come.
 * @example const impact = await measureImpact(crm, { actor, rules: await rulesToCompare(crm) })
 */
export async function measureImpact(engine: Engine, request: ImpactRequest): Promise<Impact> {
  authorize(request.actor, 'rule:read')
  if (request.asOf !== undefined && request.asOf > engine.now()) {
    throw new CrmError('HTTP_INPUT_INVALID', 'asOf: this instant has not come yet.', { details: { field: 'asOf' } })
  }
  const reading = readingEngine(seenBy(engine, request.actor, { hides: false }), { until: request.asOf })
  const at = request.asOf ?? engine.now()
  const rehearsal = { ...request, lifecycle: request.rules.after.lifecycle }
  const { of, closed: passedOver } = await countRehearsed(reading, rehearsal)
  const count = createImpactCount(request.rules, request.examples ?? 3)
  const { asked, closed, unknown } = await askAll(reading, rehearsal, { at, of, count })
  const counts = count.counts()
  return {
    before: request.rules.before.digest,
    after: request.rules.after.digest,
    at,
    isPast: request.asOf !== undefined,
    leads: { asked, of: of - closed, closed: passedOver + closed, isComplete: asked + closed + unknown >= of },
    unknown,
    ...counts,
    differences: semanticDifferences(request.rules.before, request.rules.after, { now: at }),
    userNames: await userNames(reading, counts),
  }
}

interface Asking {
  readonly at: number
  readonly of: number
  readonly count: ImpactCount
}

async function askAll(
  reading: ReadingEngine,
  request: ImpactRequest & { readonly lifecycle: Lifecycle },
  { at, of, count }: Asking,
) {
  const { actor, rules, limit = Infinity, budgetMs = Infinity, onProgress, signal } = request
  const side = await sideOf(reading, rules, at)
  const until = performance.now() + budgetMs
  let asked = 0
  let closed = 0
  let unknown = 0
  const batches = rehearsedLeads(reading, request)
  for await (const batch of readAhead(situationsOf(reading, batches, { at, slots: side.slots, limit }))) {
    const twice = await decideTwice(reading, batch.situations, side)
    batch.situations.forEach(({ lead }, index) => {
      const one = twice[index]
      if (one) count.add(one, exampleOf(lead, actor))
    })
    asked += batch.situations.length
    closed += batch.closed
    unknown += batch.unknown
    onProgress?.(asked + closed + unknown, Math.min(of, limit))
    if (asked >= limit || performance.now() > until || signal?.aborted) break
  }
  return { asked, closed, unknown }
}

/** Facts are loaded once for both rule sets, one batch ahead of deciding. */
async function* situationsOf(
  reading: ReadingEngine,
  batches: AsyncIterable<RehearsedBatch>,
  { at, slots, limit }: { readonly at: number; readonly slots: readonly Slot[]; readonly limit: number },
) {
  let left = limit
  for await (const { leads, closed, unknown } of batches) {
    const works = leads.slice(0, left).map(workingLead)
    left -= works.length
    const situations = await loadSituations(reading, works, { now: at, trigger: 'rescore', ruleSet: { slots } })
    yield { situations, closed, unknown }
    if (left <= 0) return
  }
}

interface Sides extends RulesToCompare {
  readonly at: number
  readonly slots: readonly Slot[]
  readonly queues: readonly QueueState[]
  readonly comparesRoutes: boolean
}

async function sideOf(reading: ReadingEngine, { before, after }: RulesToCompare, at: number): Promise<Sides> {
  const slots = [...new Map([...before.slots, ...after.slots].map((slot) => [slot.key, slot])).values()]
  const gathering = { matchKeys: [], nameKeys: [], leadIds: [], openStatuses: openStatuses(after.lifecycle), queues: true }
  const { queues } = await reading.store.intake.gather(gathering)
  const routingOf = ({ routing, conditions }: RulesToCompare['after']) => canonicalJson({ routing, conditions })
  return { before, after, at, slots, queues, comparesRoutes: routingOf(before) !== routingOf(after) }
}

async function decideTwice(reading: ReadingEngine, situations: readonly Situation[], sides: Sides): Promise<DecidedTwice[]> {
  const decide = async (side: 'before' | 'after', asked: readonly Situation[]): Promise<readonly DecidedLead[]> => {
    const request = { ruleSet: sides[side], now: sides.at, queues: sides.queues }
    const { decided } = await decideSituations(reading, asked, request)
    // Lets the database go on with the next batch, and everybody else in this process with their work.
    await setImmediate()
    return decided
  }
  const before = await decide('before', situations)
  const after = await decide('after', situations)
  const arriving = sides.comparesRoutes ? situations.map(asArriving) : []
  const sentBefore = await decide('before', arriving)
  const sentAfter = await decide('after', arriving)
  return before.flatMap((one, index) => {
    const other = after[index]
    const routes = { before: ruleThatSends(sentBefore[index]), after: ruleThatSends(sentAfter[index]) }
    return other ? [{ before: one, after: other, ...(sides.comparesRoutes ? { routes } : {}) }] : []
  })
}

const ruleThatSends = (decided: DecidedLead | undefined): string => decided?.decision.routing?.rule ?? ''

/** The lead as if nobody had it yet, so that every lead shows where the routing would send its like. */
function asArriving(situation: Situation): Situation {
  const { ownerId: _owner, queue: _queue, ...lead } = situation.lead
  const { owner: _fact, ...facts } = situation.facts
  return { ...situation, lead: lead as Lead, facts }
}

function exampleOf({ id, name, company, email, phone }: Lead, actor: Actor): ExampleLead {
  const shown = name ?? company ?? email ?? phone
  return { id, ...(shown !== undefined && can(actor, 'lead:read') ? { name: shown } : {}) }
}

async function userNames(reading: ReadingEngine, { owners }: Pick<Impact, 'owners'>): Promise<Impact['userNames']> {
  const ids = owners.values.map(({ value }) => value).filter((id) => id !== '')
  const users = await reading.store.records.getMany('user', ids)
  return Object.fromEntries(users.map(({ id, name }) => [id, String(name)]))
}
