import type { DecidedLead, Decision, RoutingTaken } from '../model/decision.js'
import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import type { DecidedQueues } from '../rule-engine/index.js'
import type { IntakeCommit, QueueState, RecordChanges } from '../store/index.js'
import { statusChangesOf } from './status-changes.js'
import type { WorkingLead } from './working-lead.js'

/** What writing a decided batch needs from outside. */
export interface CommitRequest {
  readonly now: number
  readonly newId: () => string
  /** As they were read. */
  readonly queues: readonly QueueState[]
  /** As they are after the batch. */
  readonly decidedQueues: readonly DecidedQueues[]
  /** The publication that decided; absent where files decide. */
  readonly publication: number | undefined
  readonly alongside?: RecordChanges
}

/** Puts together all that one transaction writes for a batch. */
export function planCommit(
  works: readonly WorkingLead[],
  decided: readonly DecidedLead[],
  { now, newId, queues, decidedQueues, publication, alongside }: CommitRequest,
): IntakeCommit {
  const pairs = works.flatMap((work, index) => {
    const one = decided[index]
    return one ? [{ work, lead: { ...one.lead, updatedAt: now }, decision: one.decision }] : []
  })
  const told = pairs.map((pair) => ({ ...pair, activities: [...pair.work.activities, ...movesOf(pair, { now, newId })] }))
  return {
    now,
    ...(publication === undefined ? {} : { publication }),
    inserts: told.filter(({ work }) => work.expectedVersion === undefined).map(({ lead }) => lead),
    updates: told.flatMap(({ work, lead }) =>
      work.expectedVersion === undefined
        ? []
        : [{ lead, expectedVersion: work.expectedVersion, ...(work.before ? { before: work.before } : {}) }],
    ),
    claims: works.flatMap(({ claims }) => claims),
    releases: works.flatMap(({ releases }) => releases),
    similar: works.flatMap(({ similar }) => similar),
    touches: works.flatMap(({ touches }) => touches),
    activities: told.flatMap(({ activities }) => activities),
    statusChanges: pairs.flatMap((pair) => statusChangesOf(pair, { now, newId })),
    ...withConsents(works, alongside),
    decisions: told
      .filter(({ work, decision }) => isNews(work, decision))
      .map(({ work, lead, decision }) => ({
        id: newId(),
        leadId: lead.id,
        ...(work.submissionIds[0] ? { submissionId: work.submissionIds[0] } : {}),
        decision,
      })),
    outbox: told.flatMap(({ lead, decision }) =>
      decision.actions.map((action) => ({ ...action, ...chainOf(decision), id: newId(), recordId: lead.id, createdAt: now })),
    ),
    queues: decidedQueues.flatMap(({ queue, cursors }) => {
      const read = queues.find((state) => state.queue === queue)
      return read ? [{ queue, cursors, expectedVersion: read.version }] : []
    }),
    outcomes: works.flatMap(({ lead, submissionIds }) =>
      submissionIds.map((submissionId) => ({ submissionId, leadId: lead.id })),
    ),
  }
}

/** Changes to other records that the batch brings, and what its people agreed to. */
function withConsents(
  works: readonly WorkingLead[],
  alongside: RecordChanges | undefined,
): { readonly alongside?: RecordChanges } {
  const consents = works.flatMap(({ consents: given = [] }) => given.map((record) => ({ entity: 'consent', record }) as const))
  if (consents.length === 0) return alongside ? { alongside } : {}
  return { alongside: { ...alongside, inserts: [...(alongside?.inserts ?? []), ...consents] } }
}

const chainOf = ({ inputs }: Decision) => (inputs?.chain ? { chain: inputs.chain } : {})

/** A timer or a rescoring that changed nothing that people see leaves no decision behind; whatever came from outside does. */
function isNews({ before }: WorkingLead, decision: Decision): boolean {
  if (!before || (decision.trigger !== 'timer' && decision.trigger !== 'rescore')) return true
  const total = Object.values(decision.scores)[0]?.total
  return (
    decision.transitions.length > 0 ||
    decision.fired.length > 0 ||
    (decision.routing !== undefined && !waitsAsBefore(before, decision.routing)) ||
    decision.response?.breached === true ||
    decision.response?.answeredAfter !== undefined ||
    decision.problems.length > 0 ||
    (total !== undefined && total !== before.score)
  )
}

/** A lead that waited in this queue and still does is told about once. */
const waitsAsBefore = (before: Lead, { ownerId, queue, recycledFrom }: RoutingTaken): boolean =>
  ownerId === undefined && recycledFrom === undefined && before.ownerId === undefined && before.queue === queue

function movesOf(
  { lead, decision }: { lead: Lead; decision: Decision },
  { now, newId }: { now: number; newId: () => string },
): readonly Activity[] {
  const entry = (type: string, details: unknown): Activity => ({
    id: newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    leadId: lead.id,
    type,
    at: now,
    details,
  })
  const { routing, response } = decision
  return [
    ...decision.transitions.map(({ from, to, rule, title }) => entry('status.changed', { from, to, rule, title })),
    ...(routing?.recycledFrom
      ? [entry('lead.recycled', { from: routing.recycledFrom, queue: routing.queue, rule: routing.rule })]
      : []),
    ...(routing?.ownerId ? [entry('lead.assigned', { ownerId: routing.ownerId, queue: routing.queue, rule: routing.rule })] : []),
    ...(response?.breached
      ? [entry('sla.breached', { target: response.target, kind: response.kind, since: response.since, dueAt: response.dueAt })]
      : []),
  ]
}
