import type { DecisionStage } from '../../model/decision.js'
import { decideRecord, recordSlots } from '../../rule-engine/index.js'
import type { OutboxEntry, RecordChanges } from '../../store/index.js'
import { decideEnvironment } from '../decide-leads.js'
import type { Engine } from '../engine.js'
import { type AskedRecord, loadRecordFacts } from './load-record-facts.js'

/** What led to a look at records. */
export interface Cause {
  /** Automations whose effects led here, the first one first. */
  readonly chain?: readonly string[]
  /** `automations`: it is remembered which rules are true, and none of them acts. */
  readonly without?: readonly DecisionStage[]
}

/** What the rules change about a record, and what follows from it. */
export interface RecordVerdict {
  readonly fields: { readonly rulesTrue: readonly string[]; readonly nextChangeAt: number | null }
  readonly changes: Pick<RecordChanges, 'inserts' | 'outbox'>
}

/** Asks the automations about one record as it will be; nothing is written. */
export async function decideAbout(
  engine: Engine,
  asked: AskedRecord,
  { chain = [], without = [] }: Cause,
): Promise<RecordVerdict> {
  const { ruleSet } = engine.ruleShelf.inForce()
  const { entity, record } = asked
  const now = engine.now()
  const loaded = await loadRecordFacts(engine, asked, recordSlots(ruleSet, entity))
  const situation = { record, ...loaded, chain, without }
  const environment = decideEnvironment(engine, { now, queues: [] })
  const { fired, actions, rulesKept, nextChangeAt, problems } = await decideRecord(ruleSet, entity, { situation, environment })
  for (const { where, message } of problems)
    engine.log('warn', 'A rule could not be asked.', { entity, id: record.id, where, message })
  const outbox = actions.map(
    (action): OutboxEntry => ({
      ...action,
      ...(chain.length > 0 ? { chain } : {}),
      ...{ id: engine.newId(), entity, recordId: record.id, createdAt: now },
    }),
  )
  const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now }
  const told = { ...stamps, type: 'rule.fired', [`${entity}Id`]: record.id, details: { rules: fired } }
  return {
    fields: { rulesTrue: rulesKept, nextChangeAt: nextChangeAt ?? null },
    changes: { outbox, inserts: fired.length > 0 ? [{ entity: 'activity', record: told }] : [] },
  }
}
