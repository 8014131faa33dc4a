import { type CountedActivity, tallyActivities } from '../../model/activity-tally.js'
import { parseDuration } from '../../model/calendar/duration.js'
import type { Decision, Trigger } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { decideBatch } from '../decide/decide-batch.js'
import type { DecideEnvironment, QueueSituation } from '../decide/decide-request.js'
import { ACTIVITY_FACTS, activityFact, activityQuestion, type TimedValue } from '../facts/activity-facts.js'
import type { RuleSet, Slot } from '../rule-set.js'
import type { CaseMember, CaseStep, RuleCase } from './case.js'
import { decideRecordOfCase, subjectOf } from './simulate-record.js'

/** Makes a case's environment: the plugins of whoever runs the cases, at this instant, with these queues. */
export type EnvironmentFor = (place: Pick<DecideEnvironment, 'now' | 'queues'>) => DecideEnvironment

/** What a case has come to: the lead, or the record that stands for it, and what was decided since the step before. */
export interface CaseState {
  readonly lead: Lead
  readonly activities: readonly CountedActivity[]
  readonly decisions: readonly Decision[]
}

const START = Date.parse('2026-03-01T09:00:00Z')
const MOST_WAKES = 2_000

/** When a case begins, in milliseconds. */
const startOf = ({ start }: RuleCase): number => (start === undefined ? START : Date.parse(start))

/** The lead, or whatever the case is about, comes in and is decided for the first time. */
export async function capture(ruleSet: RuleSet, theCase: RuleCase, environmentFor: EnvironmentFor): Promise<CaseState> {
  const start = startOf(theCase)
  const { activities = [] } = theCase.given
  const { entity, values } = subjectOf(theCase)
  const given = activities.flatMap(({ type, at, details, count = 1 }) =>
    Array.from({ length: count }, () => ({ type, at: at === undefined ? start : Date.parse(at), details })),
  )
  const blank = { id: 'case', version: 1, createdAt: start, updatedAt: start }
  const ofLead = { source: 'case', status: ruleSet.lifecycle.start, statusSince: start }
  const lead = { ...blank, ...(entity === 'lead' ? ofLead : {}), ...inMilliseconds(values, { ruleSet, theCase }) } as Lead
  const state: CaseState = { lead, activities: given, decisions: [] }
  return decideAt(state, { ruleSet, theCase, environmentFor, now: start, trigger: 'capture' })
}

/** Lets time pass until a step, waking the rules whenever a decision said it could change, then does what the step says. */
export async function advance(
  state: CaseState,
  step: CaseStep,
  {
    ruleSet,
    theCase,
    environmentFor,
  }: { readonly ruleSet: RuleSet; readonly theCase: RuleCase; readonly environmentFor: EnvironmentFor },
): Promise<CaseState> {
  const now = startOf(theCase) + (parseDuration(step.at) ?? 0)
  let current: CaseState = { ...state, decisions: [] }
  for (let wakes = 0; wakes < MOST_WAKES && (current.lead.nextChangeAt ?? Infinity) < now; wakes++) {
    const at = current.lead.nextChangeAt ?? now
    current = await decideAt(current, { ruleSet, theCase, environmentFor, now: at, trigger: 'timer' })
  }
  const changed: CaseState = {
    ...current,
    lead: { ...current.lead, ...inMilliseconds(step.set ?? {}, { ruleSet, theCase }) } as Lead,
    activities: step.activity ? [...current.activities, { ...step.activity, at: now }] : current.activities,
  }
  const trigger = step.activity || step.set ? 'edit' : 'timer'
  return decideAt(changed, { ruleSet, theCase, environmentFor, now, trigger })
}

interface Moment {
  readonly ruleSet: RuleSet
  readonly theCase: RuleCase
  readonly environmentFor: EnvironmentFor
  readonly now: number
  readonly trigger: Trigger
}

async function decideAt(state: CaseState, { ruleSet, theCase, environmentFor, now, trigger }: Moment): Promise<CaseState> {
  const { entity } = subjectOf(theCase)
  if (entity !== 'lead') {
    const environment = environmentFor({ now, queues: [] })
    const { lead, decision } = await decideRecordOfCase(ruleSet, state.lead, { entity, theCase, environment, trigger })
    return { ...state, lead, decisions: [...state.decisions, decision] }
  }
  const queues = ruleSet.queues.map(({ id }) => queueSituation(id, theCase.given.queues?.[id] ?? []))
  const known = ruleSet.slots.map((slot) => ({ key: slot.key, ...factOf(slot, state, { theCase, now }) }))
  const facts = Object.fromEntries(known.map(({ key, value }) => [key, value]))
  const changing = known.filter(({ changes }) => changes.length > 0)
  const factChanges = Object.fromEntries(changing.map(({ key, changes }) => [key, changes]))
  const situation = { lead: state.lead, trigger, facts, ...(changing.length > 0 ? { factChanges } : {}) }
  const { decided } = await decideBatch(ruleSet, [situation], environmentFor({ now, queues }))
  const [first] = decided
  return first ? { ...state, lead: first.lead, decisions: [...state.decisions, first.decision] } : state
}

function queueSituation(queue: string, members: readonly CaseMember[]): QueueSituation {
  return {
    queue,
    cursors: {},
    members: members.map(({ id, ...member }, position) => ({
      userId: id,
      name: id,
      email: `${id}@example.com`,
      position,
      openLeads: 0,
      weight: 1,
      territories: [],
      active: true,
      away: false,
      ...member,
    })),
  }
}

/** A fact as the case tells it: from its activities and queues, or by name under `facts`. */
function factOf(slot: Slot, { lead, activities }: CaseState, { theCase, now }: Pick<Moment, 'theCase' | 'now'>): TimedValue {
  const { facts = {}, queues = {} } = theCase.given
  if (ACTIVITY_FACTS.has(slot.fact)) return activityFact(slot, tallyActivities(activities, activityQuestion(slot, now)), now)
  const owner = Object.values(queues)
    .flat()
    .find(({ id }) => id === lead.ownerId)
  const around: Readonly<Record<string, unknown>> = {
    source: { id: lead.source },
    ...(lead.ownerId === undefined ? {} : { owner: { id: lead.ownerId }, workload: owner?.openLeads ?? 0 }),
    ...facts,
  }
  return { value: Object.hasOwn(around, slot.fact) ? around[slot.fact] : undefined, changes: [] }
}

/** Instants in a case are written as people read them. */
function inMilliseconds(
  values: Readonly<Record<string, unknown>>,
  { ruleSet, theCase }: Pick<Moment, 'ruleSet' | 'theCase'>,
): Readonly<Record<string, unknown>> {
  const fields = ruleSet.vocabulary.fields[subjectOf(theCase).entity]
  const isInstant = (field: string) => fields[field]?.type === 'dateTime'
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      isInstant(field) && typeof value === 'string' ? Date.parse(value) : value,
    ]),
  )
}
