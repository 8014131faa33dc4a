import { type Actor, actorName, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import { leadChangeValidator } from '../intake/lead-validator.js'
import { redecide } from '../intake/redecide.js'
import { canonicalJson } from '../model/canonical-json.js'
import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { checkTransition, type TransitionRefusal } from '../model/lifecycle.js'
import { isRefusal, type Refusal } from '../plugin-api/index.js'
import { unknownReference } from './unknown-reference.js'

/** What somebody wants to be different about a lead. */
export interface LeadChange {
  readonly actor: Actor
  readonly id: string
  /** The version the person saw; without it the change applies to whatever is there. */
  readonly expectedVersion?: number
  /** `null` clears a field. */
  readonly changes: Readonly<Record<string, unknown>>
  /** Names the effect, so that a second call with it changes nothing. */
  readonly effectId?: string
  /** The rule that asked for it, if one did. */
  readonly rule?: string
  /** Automations whose effects led to this change. */
  readonly chain?: readonly string[]
}

/**
 * Changes a lead the one way there is: checked, guarded, then decided about anew. A refusal says what is in the way:
 * in English words, and by a code that a page can say in another language. A write that changes no value is no change.
 * @throws {CrmError} LEAD_UNKNOWN, LEAD_INVALID.
 */
export async function updateLead(engine: Engine, change: LeadChange): Promise<Lead | Refusal> {
  authorize(change.actor, 'lead:write')
  const before = (await engine.store.records.get('lead', change.id)) as Lead | undefined
  if (!before) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${change.id}.`)
  const values = validValues(engine, change.changes)
  const unknown = await unknownReference(engine, values, before)
  if (unknown) return unknown
  const leads = await redecide(engine, {
    leadIds: [change.id],
    trigger: 'edit',
    ...(change.effectId === undefined ? {} : { effectId: change.effectId }),
    ...(change.chain === undefined ? {} : { chain: change.chain }),
    leavesUnchanged: true,
    activities: changeActivities(engine, { ...change, changes: values }, before),
    change: (lead) => changedLead(engine, lead, { ...change, changes: values }),
  })
  if (isRefusal(leads)) return leads
  return leads[0] ?? before
}

function validValues(engine: Engine, changes: LeadChange['changes']): LeadChange['changes'] {
  const { values, problems } = leadChangeValidator(engine.fields.lead)(changes)
  const [problem] = problems
  if (!problem) return values
  throw new CrmError('LEAD_INVALID', `${problem.field}: ${problem.message.en}`, { details: { field: problem.field, problems } })
}

async function changedLead(engine: Engine, lead: Lead, { changes, expectedVersion }: LeadChange): Promise<Lead | Refusal> {
  if (expectedVersion !== undefined && expectedVersion !== lead.version) {
    return {
      refused: 'Somebody changed this lead meanwhile. Look at it again, then repeat the change.',
      code: 'changed-meanwhile',
    }
  }
  const merged: Record<string, unknown> = { ...lead, ...changes }
  // The reason of the status before says nothing about the next one.
  if (merged['status'] !== lead.status && changes['statusReason'] === undefined) delete merged['statusReason']
  for (const [field, value] of Object.entries(changes)) if (value === null) delete merged[field]
  if (isSame(lead, merged)) return lead
  const changed = merged as Lead
  const refusal = (await ownerRefusal(engine, lead, changed)) ?? (await statusRefusal(engine, lead, changed))
  if (refusal) return refusal
  return changed.status === lead.status ? changed : { ...changed, statusSince: engine.now() }
}

const isSame = (lead: Lead, merged: Readonly<Record<string, unknown>>): boolean => canonicalJson(merged) === canonicalJson(lead)

async function ownerRefusal({ registry }: Engine, lead: Lead, { ownerId }: Lead): Promise<Refusal | undefined> {
  if (ownerId === undefined || ownerId === lead.ownerId || !registry.hooks.has('lead:assign')) return undefined
  return guarded(await registry.hooks.guard('lead:assign', { lead, ownerId }))
}

async function statusRefusal(engine: Engine, lead: Lead, changed: Lead): Promise<Refusal | undefined> {
  if (changed.status === lead.status) return undefined
  const move = { from: lead.status, to: changed.status }
  const reason = changed.statusReason
  const refusal = checkTransition(engine.rules().lifecycle, { ...move, values: changed, ...(reason ? { reason } : {}) })
  if (refusal) return { refused: transitionWords(refusal), ...refusal }
  const { hooks } = engine.registry
  return hooks.has('lead:transition') ? guarded(await hooks.guard('lead:transition', { lead, ...move })) : undefined
}

const guarded = (refusal: Refusal | undefined): Refusal | undefined =>
  refusal && { code: 'refused-by-guard', details: [refusal.refused], ...refusal }

/** The reason of a refusal in words; pages say it in their own language from the code. */
function transitionWords({ code, details }: TransitionRefusal): string {
  const list = details.join(', ')
  switch (code) {
    case 'status-unknown':
      return `There is no such status. Known: ${list}.`
    case 'not-allowed':
      return details.length === 0 ? 'This status is final: no other follows it.' : `From here a lead can move to: ${list}.`
    case 'fields-missing':
      return `Missing: ${list}.`
    case 'reason-missing':
      return `Give one of these reasons: ${list}.`
    case 'refused-by-guard':
      return list
  }
}

/** What the timeline keeps of a change: the move, and apart from it the fields that were edited. The first entry proves the effect. */
function changeActivities(engine: Engine, { actor, changes, effectId, rule }: LeadChange, before: Lead): readonly Activity[] {
  const now = engine.now()
  const entry = (type: string, details: Readonly<Record<string, unknown>>, place: number): Activity => ({
    id: (place === 0 ? effectId : undefined) ?? engine.newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    leadId: before.id,
    type,
    at: now,
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    details: { ...details, by: actorName(actor), ...(rule ? { rule } : {}) },
  })
  const { status, statusReason, ...others } = changes
  const isMove = status !== undefined && status !== before.status
  const edited = isMove ? others : changes
  const from = Object.fromEntries(Object.keys(edited).map((field) => [field, before[field] ?? null]))
  const move = { from: before.status, to: status, ...(statusReason ? { reason: statusReason } : {}) }
  const isEdit = !isMove || Object.keys(edited).length > 0
  return [
    ...(isMove ? [entry('status.changed', move, 0)] : []),
    ...(isEdit ? [entry('lead.edited', { from, to: edited }, isMove ? 1 : 0)] : []),
  ]
}
