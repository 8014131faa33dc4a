import { asError } from '../errors.js'
import type { FactChange } from '../model/decision.js'
import { ACTIVITY_FACTS, type RuleSet, type Slot } from '../rule-engine/index.js'
import type { FactAnswer, FactBatch } from './fact-batch.js'
import { loadActivityFacts } from './load-activity-facts.js'
import { loadPluginFact } from './load-plugin-fact.js'
import { isRecordFact, loadRecordFact } from './load-record-facts.js'
import type { ReadingEngine } from './reading-engine.js'
import type { WorkingLead } from './working-lead.js'

/** The facts of one lead by slot, how they will change by themselves, and those that could not be had. */
export interface LoadedFacts {
  readonly facts: Readonly<Record<string, unknown>>
  readonly factChanges?: Readonly<Record<string, readonly FactChange[]>>
  readonly failedFacts: Readonly<Record<string, string>>
}

/** Loads every fact that the rules ask for, each once for the whole batch, before any rule runs. */
export async function loadFacts(
  engine: ReadingEngine,
  works: readonly WorkingLead[],
  { now, ruleSet }: { readonly now: number; readonly ruleSet: Pick<RuleSet, 'slots'> },
): Promise<readonly LoadedFacts[]> {
  const batch = { works, now }
  const ofActivities = ruleSet.slots.filter(({ fact }) => ACTIVITY_FACTS.has(fact))
  const others = ruleSet.slots.filter(({ fact }) => !ACTIVITY_FACTS.has(fact))
  const answers = [
    ...(await orFailures(ofActivities, batch, () => loadActivityFacts(engine, ofActivities, batch))),
    ...(
      await Promise.all(others.map((slot) => orFailures([slot], batch, async () => [await loadSlot(engine, slot, batch)])))
    ).flat(),
  ]
  const slots = [...ofActivities, ...others]
  return works.map((_, index) => factsOfLead(slots, (place) => answers[place]?.[index]))
}

/** What could not be loaded is not known for any lead of the batch. */
async function orFailures(
  slots: readonly Slot[],
  { works }: FactBatch,
  load: () => Promise<readonly (readonly FactAnswer[])[]>,
): Promise<readonly (readonly FactAnswer[])[]> {
  try {
    return await load()
  } catch (thrown) {
    const failure = { failure: asError(thrown).message }
    return slots.map(() => works.map(() => failure))
  }
}

async function loadSlot(engine: ReadingEngine, slot: Slot, batch: FactBatch): Promise<readonly FactAnswer[]> {
  return isRecordFact(slot.fact) ? loadRecordFact(engine, slot.fact, batch) : loadPluginFact(engine, slot, batch)
}

function factsOfLead(slots: readonly Slot[], answerTo: (place: number) => FactAnswer | undefined): LoadedFacts {
  const facts: Record<string, unknown> = {}
  const failedFacts: Record<string, string> = {}
  let factChanges: Record<string, readonly FactChange[]> | undefined
  for (const [place, { key }] of slots.entries()) {
    const answer = answerTo(place)
    if (answer === undefined) continue
    if ('failure' in answer) failedFacts[key] = answer.failure
    else facts[key] = answer.value
    if ('changes' in answer && answer.changes && answer.changes.length > 0)
      factChanges = { ...factChanges, [key]: answer.changes }
  }
  return { facts, failedFacts, ...(factChanges ? { factChanges } : {}) }
}
