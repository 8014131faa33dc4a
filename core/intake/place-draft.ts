import type { Activity } from '../model/entities/activity.js'
import type { Consent } from '../model/entities/consent.js'
import type { Lead } from '../model/entities/lead.js'
import type { Touch } from '../model/entities/touch.js'
import { withActivityMarks } from './activity-marks.js'
import type { KeyedDraft, Likeness } from './keyed-draft.js'
import { type WorkingLead, workingLead } from './working-lead.js'

/** What making a lead needs from outside. */
export interface NewLead {
  readonly newId: () => string
  readonly now: number
  readonly startStatus: string
}

/** Values that a later submission never overwrites nor fills: they are decided, not reported. */
const DECIDED = new Set(['status', 'statusReason', 'ownerId', 'queue', 'source'])

/** A new lead from a draft, in the first status unless an import brought its own. */
export function leadFrom(draft: KeyedDraft, create: NewLead): WorkingLead {
  const { input, source, keys } = draft
  const lead: Lead = {
    ...input.values,
    id: importedId(draft) ?? create.newId(),
    version: 1,
    createdAt: happenedAt(draft),
    updatedAt: create.now,
    source,
    status: String(input.values['status'] ?? create.startStatus),
    statusSince: happenedAt(draft),
    ...(keys.name ? { nameKey: keys.name } : {}),
  }
  const fresh = workingLead(lead)
  const { before: _before, expectedVersion: _version, ...unwritten } = fresh
  return withTraces(unwritten, draft, { create, type: 'lead.captured', details: {} })
}

/** A lead that was exported comes back under its own id, so that what names it still does. */
function importedId({ submission: { context } }: KeyedDraft): string | undefined {
  const id = context?.['leadId']
  return context?.['import'] !== undefined && typeof id === 'string' ? id : undefined
}

/** The older lead with its gaps filled; what differs is kept on the timeline, so that nothing is lost. */
export function addTo(working: WorkingLead, draft: KeyedDraft, create: NewLead): WorkingLead {
  const incoming = Object.entries(draft.input.values).filter(([field, value]) => value !== undefined && !DECIDED.has(field))
  const gaps = incoming.filter(([field]) => working.lead[field] === undefined)
  const differing = incoming.filter(([field, value]) => working.lead[field] !== undefined && !same(working.lead[field], value))
  const lead: Lead = { ...working.lead, ...Object.fromEntries(gaps), updatedAt: create.now }
  return withTraces({ ...working, lead }, draft, {
    create,
    type: 'lead.merged',
    details: { differing: Object.fromEntries(differing) },
  })
}

/** Notes beside a lead which others look like it, each once and for its surest reason. */
export function linkedTo(working: WorkingLead, likenesses: readonly Likeness[]): WorkingLead {
  const { id } = working.lead
  const known = new Set([id, ...working.similar.map(({ otherId }) => otherId)])
  const links = likenesses.flatMap(({ leadId: otherId, reason }) => {
    if (known.has(otherId)) return []
    known.add(otherId)
    return [{ leadId: id, otherId, reason }]
  })
  return { ...working, similar: [...working.similar, ...links] }
}

function withTraces(
  working: WorkingLead,
  { submission, input, source }: KeyedDraft,
  { create, type, details }: { create: NewLead; type: string; details: Readonly<Record<string, unknown>> },
): WorkingLead {
  const leadId = working.lead.id
  const base = () => ({ id: create.newId(), version: 1, createdAt: create.now, updatedAt: create.now, leadId })
  const arrived: Activity = {
    ...base(),
    type,
    at: happenedAt({ submission, input }),
    details: { submissionId: submission.id, source: submission.source, channel: submission.channel, ...details },
  }
  const reported = (input.activities ?? []).map(
    (activity): Activity => ({ ...base(), ...activity, at: activity.at ?? happenedAt({ submission, input }) }),
  )
  const touch: Touch = { ...base(), at: happenedAt({ submission, input }), source, ...input.touch }
  const consents = (input.consents ?? []).map(
    (consent): Consent => ({
      ...base(),
      ...consent,
      at: happenedAt({ submission, input }),
      source: `${submission.source}/${submission.channel}`,
      submissionId: submission.id,
    }),
  )
  const isOnlyEvent = input.isEvent === true && type === 'lead.merged'
  return {
    ...working,
    lead: withActivityMarks(working.lead, reported),
    submissionIds: [...working.submissionIds, submission.id],
    activities: [...working.activities, ...(isOnlyEvent ? [] : [arrived]), ...reported],
    touches: [...working.touches, ...(isOnlyEvent ? [] : [touch])],
    consents: [...(working.consents ?? []), ...consents],
  }
}

function happenedAt({ submission, input }: Pick<KeyedDraft, 'submission' | 'input'>): number {
  return Math.min(input.at ?? submission.receivedAt, submission.receivedAt)
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
