import { asError, CrmError } from '../errors.js'
import type { Comparison, Conditions } from '../model/conditions.js'
import type { Lead } from '../model/entities/lead.js'
import { leadTest, splitConditions } from '../rule-engine/index.js'
import type { Keep, RecordFilter } from '../store/index.js'
import { loadFacts } from './load-facts.js'
import type { ReadingEngine } from './reading-engine.js'
import { workingLead } from './working-lead.js'

/** Which leads, as the store takes it. */
export interface LeadQuestion extends RecordFilter {
  readonly where: Conditions
  /** The comparisons that the database cannot answer alone; they are looked at lead by lead after it has narrowed them down. */
  readonly inMemory: readonly Comparison[]
}

/**
 * Prepares conditions over leads: the database answers what it can, the rest runs as in a rule, with facts loaded per batch.
 * Both are asked at one instant, that of the preparation.
 * @throws {CrmError} RULE_CONDITION_UNKNOWN, RULE_CONDITION_CYCLE; FILTER_NOT_SQL for a score that is not kept.
 */
export function leadQuestion(engine: ReadingEngine, conditions: Conditions): LeadQuestion {
  const asking = { ruleSet: engine.rules(), now: engine.now(), timeZone: engine.settings.timeZone }
  const { records } = engine.store
  const { sql, rest, inMemory } = splitConditions(conditions, { ...asking, answers: (leaf) => records.answers('lead', leaf) })
  return { where: sql, inMemory, ...(rest ? { keep: keeper(engine, rest, asking) } : {}) }
}

type Asked = Parameters<typeof leadTest>[1]

function keeper(engine: ReadingEngine, rest: Conditions, asked: Asked): Keep {
  const { slots, test } = leadTest(rest, asked)
  const ruleSet = { ...engine.rules(), slots }
  return async (records) => {
    const leads = records as readonly Lead[]
    const loaded = await loadFacts(engine, leads.map(workingLead), { now: asked.now, ruleSet })
    return leads.map((lead, index) => {
      const { facts = {}, failedFacts = {} } = loaded[index] ?? {}
      refuseFailed(failedFacts)
      return answered(() => test(lead, facts))
    })
  }
}

/** What an operator can do nothing with, it says only when it is asked. */
function answered(ask: () => boolean): boolean {
  try {
    return ask()
  } catch (thrown) {
    if (thrown instanceof CrmError) throw thrown
    const { message } = asError(thrown)
    throw new CrmError('FILTER_INVALID', `A comparison of this filter cannot be answered: ${message}`, { cause: thrown })
  }
}

/** A list without the leads that nobody could ask about would look complete. */
function refuseFailed(failedFacts: Readonly<Record<string, string>>): void {
  const [failed] = Object.entries(failedFacts)
  if (failed) throw new CrmError('FILTER_FACT_FAILED', `The fact ${failed[0]} could not be loaded: ${failed[1]}`)
}
