import type { Decision, Trigger } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { RULED_ENTITIES, type RuledEntity, type RuledRecord } from '../../model/ruled-entity.js'
import { decideRecord, recordSlots } from '../decide/decide-record.js'
import type { DecideEnvironment } from '../decide/decide-request.js'
import type { RuleSet, Slot } from '../rule-set.js'
import type { RuleCase } from './case.js'

/** What a case is the story of, with the values that it begins with. */
export interface CaseSubject {
  readonly entity: 'lead' | RuledEntity
  readonly values: Readonly<Record<string, unknown>>
}

/** The record that a case gives: a lead, or one that automations of its own watch. */
export function subjectOf({ given }: Pick<RuleCase, 'given'>): CaseSubject {
  const entity = RULED_ENTITIES.find((name) => given[name] !== undefined) ?? 'lead'
  return { entity, values: given[entity] ?? {} }
}

interface Asked {
  readonly entity: RuledEntity
  readonly theCase: RuleCase
  readonly environment: DecideEnvironment
  readonly trigger: Trigger
}

/** Asks the automations about a record of a case; the answer has the shape of a decision in which nothing else was asked. */
export async function decideRecordOfCase(
  ruleSet: RuleSet,
  record: Lead,
  { entity, theCase, environment, trigger }: Asked,
): Promise<{ readonly lead: Lead; readonly decision: Decision }> {
  const slots = recordSlots(ruleSet, entity)
  const facts = Object.fromEntries(slots.map((slot) => [slot.key, factOf(slot, { record, entity, theCase })]))
  const situation = { record: record as unknown as RuledRecord, facts }
  const { rulesKept, nextChangeAt, ...said } = await decideRecord(ruleSet, entity, { situation, environment })
  const { nextChangeAt: _before, ...rest } = record
  const timed = nextChangeAt === undefined ? {} : { nextChangeAt }
  const kept = { trigger, ruleSet: ruleSet.digest, now: environment.now, facts: { lead: record, ...facts } }
  return {
    lead: { ...rest, rulesTrue: rulesKept, ...timed } as Lead,
    decision: { ...kept, scores: {}, transitions: [], ...said, ...timed },
  }
}

interface Known {
  readonly record: Lead
  readonly entity: RuledEntity
  readonly theCase: RuleCase
}

/** A fact as the case tells it; nothing was sold where it does not say so. */
function factOf({ fact, params }: Slot, { record, entity, theCase }: Known): unknown {
  if (fact === entity) return record
  const told = theCase.given.facts?.[fact]
  if (fact !== 'openOpportunities' && fact !== 'wonOpportunities') return told
  const { product } = params as { readonly product?: unknown }
  const counted = typeof told === 'object' && told !== null ? (told as Readonly<Record<string, unknown>>)[String(product)] : told
  return counted ?? 0
}
