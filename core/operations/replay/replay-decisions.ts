import { type Actor, authorize } from '../../access/index.js'
import { CrmError, CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import type { Decision } from '../../model/decision.js'
import type { RuleSet } from '../../rule-engine/index.js'
import type { StoredRecord } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'
import { readDecision, type UnreadableDecision, unreadableDecision } from '../read-decision.js'
import { type CaseGap, caseGap } from './case-gap.js'
import { decideAgain } from './decide-again.js'
import { recordedCase, type WrittenCase } from './recorded-case.js'
import { OUTCOMES, type Outcome, outcomeOf, recordedOutcome } from './recorded-outcome.js'
import { gapIn, type NoReplay } from './replay-decision.js'
import { type RulesByDigest, rulesByDigest } from './rules-by-digest.js'

/** Which stored decisions are made again by other rules, and what is told on the way. */
export interface ReplayRequest {
  readonly actor: Actor
  /** Milliseconds UTC; decisions of that instant and later. */
  readonly since: number
  readonly limit?: number | undefined
  /** The rules that decide now; the files on disk without them. */
  readonly ruleSet?: RuleSet
  readonly onProgress?: (done: number, of: number) => void
  /** Takes each decision as a case that expects what was decided then. */
  readonly onCase?: (written: WrittenCase) => Promise<void> | void
}

/** What other rules would have decided in the past. Nothing of it was done. */
export interface ReplayReport {
  /** Digest of the rules that were asked. */
  readonly ruleSet: string
  readonly decisions: number
  readonly same: number
  readonly different: number
  /** Why decisions could not be asked about, with how many those are. */
  readonly impossible: Readonly<Partial<Record<NotAsked, number>>>
  /** The first that are damaged in the database. */
  readonly unreadable: readonly UnreadableDecision[]
  /** How many differ in each thing. */
  readonly changes: Readonly<Record<(typeof OUTCOMES)[number], number>>
  /** Facts that the rules ask for and no decision of that time has kept. */
  readonly missingFacts: readonly string[]
  /** The first that differ. */
  readonly examples: readonly ReplayExample[]
  readonly cases: {
    readonly written: number
    readonly leftOut: number
    /** Why, and how many each time. */
    readonly reasons: Readonly<Partial<Record<CaseGap, number>>>
  }
}

/** Why a decision of the past could not be asked about. */
export type NotAsked = NoReplay | 'facts-not-kept' | 'decision-unreadable'

export interface ReplayExample {
  readonly decisionId: string
  readonly leadId: string
  readonly at: number
  readonly changes: readonly { readonly what: (typeof OUTCOMES)[number]; readonly before: unknown; readonly after: unknown }[]
}

const BATCH = 100
const MOST_EXAMPLES = 10

/**
 * Asks the rule files on disk about decisions that were really made: a regression suite that writes itself.
 * One batch is in memory at a time, and nothing is performed.
 * @throws {CrmErrors} with every mistake in the files.
 */
export async function replayDecisions(whole: Engine, request: ReplayRequest): Promise<ReplayReport> {
  authorize(request.actor, 'lead:read')
  const engine = seenBy(whole, request.actor, { hides: false })
  const ruleSet = request.ruleSet ?? (await engine.ruleShelf.working()).ruleSet
  const asking = { engine, ruleSet, rulesOf: rulesByDigest(engine), onCase: request.onCase }
  const where: Conditions = {
    all: [{ fact: 'decision', path: '$.at', operator: 'greaterThanInclusive', value: request.since }],
  }
  const of = Math.min(request.limit ?? Number.MAX_SAFE_INTEGER, await engine.store.records.count('decision', { where }))
  const count = emptyCount()
  for await (const batch of engine.store.records.each('decision', { where, batch: BATCH })) {
    for (const record of batch.slice(0, of - count.decisions)) {
      count.decisions += 1
      await replayOne(asking, record, count)
    }
    request.onProgress?.(count.decisions, of)
    if (count.decisions >= of) break
  }
  const { missing, ...rest } = count
  return { ruleSet: ruleSet.digest, ...rest, missingFacts: [...missing].sort() }
}

interface Asking {
  readonly engine: Engine
  readonly ruleSet: RuleSet
  readonly rulesOf: RulesByDigest
  readonly onCase: ReplayRequest['onCase']
}

type Count = ReturnType<typeof emptyCount>

function emptyCount() {
  return {
    decisions: 0,
    same: 0,
    different: 0,
    impossible: {} as Partial<Record<NotAsked, number>>,
    unreadable: [] as UnreadableDecision[],
    changes: { score: 0, grade: 0, status: 0, queue: 0, owner: 0, fired: 0 },
    missing: new Set<string>(),
    examples: [] as ReplayExample[],
    cases: { written: 0, leftOut: 0, reasons: {} as Partial<Record<CaseGap, number>> },
  }
}

async function replayOne(asking: Asking, record: StoredRecord, count: Count): Promise<void> {
  const decision = readDecision(record)
  if (decision instanceof CrmError) {
    count.impossible['decision-unreadable'] = (count.impossible['decision-unreadable'] ?? 0) + 1
    if (count.unreadable.length < MOST_EXAMPLES) count.unreadable.push(unreadableDecision(record))
    return
  }
  const then = await asking.rulesOf(decision.ruleSet)
  const rulesThen = then instanceof CrmErrors ? undefined : then
  const gap = gapIn(decision) ?? factGap(asking.ruleSet, { decision, rulesThen, missing: count.missing })
  if (gap) {
    count.impossible[gap] = (count.impossible[gap] ?? 0) + 1
    return
  }
  const before = recordedOutcome(decision, rulesThen?.scoring[0]?.id)
  const decided = await decideAgain(asking.engine, decision, asking.ruleSet)
  const changes = decided ? differences(before, outcomeOf(decided)) : []
  count[changes.length === 0 ? 'same' : 'different'] += 1
  for (const { what } of changes) count.changes[what] += 1
  if (changes.length > 0 && count.examples.length < MOST_EXAMPLES) {
    const { id, leadId } = record
    count.examples.push({ decisionId: id, leadId: String(leadId), at: decision.now, changes })
  }
  await writeCase(asking, { decision, rulesThen, before, id: record.id, count })
}

function differences(before: Outcome, after: Outcome): ReplayExample['changes'] {
  return OUTCOMES.filter((what) => String(before[what] ?? '') !== String(after[what] ?? '')).map((what) => ({
    what,
    before: before[what],
    after: after[what],
  }))
}

/** A fact that the rules of that day did not ask for was not kept, and nobody knows today what it was. */
function factGap(
  ruleSet: RuleSet,
  { decision, rulesThen, missing }: { decision: Decision; rulesThen: RuleSet | undefined; missing: Set<string> },
): 'facts-not-kept' | undefined {
  const asked = new Set(['lead', ...Object.keys(decision.facts), ...(rulesThen?.slots.map(({ key }) => key) ?? [])])
  const unknown = ruleSet.slots.map(({ key }) => key).filter((key) => !asked.has(key))
  for (const key of unknown) missing.add(key)
  return unknown.length > 0 ? 'facts-not-kept' : undefined
}

async function writeCase(
  { engine, onCase }: Asking,
  {
    count,
    rulesThen,
    ...recorded
  }: { decision: Decision; rulesThen: RuleSet | undefined; before: Outcome; id: string; count: Count },
): Promise<void> {
  if (!onCase) return
  const written = rulesThen && (await recordedCase(engine, { ...recorded, ruleSet: rulesThen }))
  if (written) {
    count.cases.written += 1
    await onCase(written)
    return
  }
  const gap = rulesThen ? caseGap(recorded.decision) : 'rules-gone'
  count.cases.leftOut += 1
  count.cases.reasons[gap] = (count.cases.reasons[gap] ?? 0) + 1
}
