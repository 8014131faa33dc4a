import { type Actor, authorize } from '../access/index.js'
import { decideEnvironment, loadSituations } from '../intake/decide-leads.js'
import type { ReadingEngine } from '../intake/reading-engine.js'
import { workingLead } from '../intake/working-lead.js'
import type { Lead } from '../model/entities/lead.js'
import { compareEngines, type EngineDifference } from '../rule-engine/index.js'

/** A rule that the two engines answer differently for a lead. */
export interface VerifyDifference extends EngineDifference {
  readonly lead: string
}

/** What asking both engines found. */
export interface RulesVerified {
  readonly ruleSet: string
  readonly leads: number
  /** Answers that were compared. */
  readonly answers: number
  readonly different: number
  /** The first of them. */
  readonly differences: readonly VerifyDifference[]
}

export interface VerifyRequest {
  readonly actor: Actor
  /** How many leads, spread evenly; all without it. */
  readonly sample?: number | undefined
  readonly signal?: AbortSignal
  onProgress?(done: number, of: number): void
}

const BATCH = 200
const MOST_LISTED = 1_000

/** Asks the rules about the deployment's own leads on both engines. Nothing is decided and nothing written. */
export async function verifyRules(engine: ReadingEngine, request: VerifyRequest): Promise<RulesVerified> {
  const { actor, sample, signal, onProgress } = request
  authorize(actor, 'lead:read')
  const ruleSet = engine.rules()
  const there = await engine.store.records.count('lead')
  const of = Math.min(there, sample ?? there)
  const differences: VerifyDifference[] = []
  const counts = { leads: 0, answers: 0, different: 0 }
  const now = engine.now()
  const environment = decideEnvironment(engine, { now, queues: [] })
  let seen = 0
  for await (const records of engine.store.records.each('lead', { batch: BATCH })) {
    // The n-th lead is taken where n · share passes a whole number, so that exactly `of` of them are, evenly spread.
    const taken = (records as readonly Lead[]).filter(
      (_, at) => Math.floor(((seen + at + 1) * of) / there) > Math.floor(((seen + at) * of) / there),
    )
    seen += records.length
    const works = taken.map(workingLead)
    for (const situation of await loadSituations(engine, works, { ruleSet, trigger: 'rescore', now })) {
      const compared = await compareEngines(ruleSet, situation, environment)
      counts.leads += 1
      counts.answers += compared.asked
      counts.different += compared.differences.length
      const room = Math.max(0, MOST_LISTED - differences.length)
      differences.push(...compared.differences.slice(0, room).map((found) => ({ lead: situation.lead.id, ...found })))
      onProgress?.(counts.leads, of)
    }
    if (signal?.aborted) break
  }
  return { ruleSet: ruleSet.digest, ...counts, differences }
}
