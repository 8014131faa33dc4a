import { type Actor, actorName, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import { leadChangeValidator } from '../intake/lead-validator.js'
import { redecide } from '../intake/redecide.js'
import { canonicalJson } from '../model/canonical-json.js'
import type { DecisionStage } from '../model/decision.js'
import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { isRefusal, type Refusal } from '../plugin-api/index.js'
import type { RecordChanges } from '../store/index.js'
import { requireWritable, writable } from './access/in-reach.js'
import { seenBy } from './access/seen-by.js'
import { guarded, mergedAlready, statusRefusal, unconverted } from './lead-move.js'
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
  /** Stages of the rules that are left out of the decision that follows. */
  readonly without?: readonly DecisionStage[]
  /** It tells what happened elsewhere: a lead may come converted without having been converted here. */
  readonly isHistory?: boolean
  /** Written with it, of the lead as it was and as it will be before the rules are asked. */
  readonly alongside?: (before: Lead, after: Lead) => RecordChanges
}

/**
 * Changes a lead the one way there is: checked, guarded, then decided about anew. A refusal says what is in the way:
 * in English words, and by a code that a page can say in another language. A write that changes no value is no change.
 * @throws {CrmError} LEAD_UNKNOWN, LEAD_INVALID.
 */
export async function updateLead(engine: Engine, change: LeadChange): Promise<Lead | Refusal> {
  authorize(change.actor, 'lead:write')
  const before = (await writable(engine, { actor: change.actor, entity: 'lead', id: change.id })) as Lead | undefined
  if (!before) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${change.id}.`)
  const values = validValues(seenBy(engine, change.actor), change.changes)
  const unknown = await unknownReference(seenBy(engine, change.actor), { entity: 'lead', values, before })
  if (unknown) return unknown
  const noted = change.alongside && notedChange(change.alongside)
  const leads = await redecide(engine, {
    leadIds: [change.id],
    trigger: 'edit',
    ...(change.effectId === undefined ? {} : { effectId: change.effectId }),
    ...(change.chain === undefined ? {} : { chain: change.chain }),
    leavesUnchanged: true,
    ...(change.without ? { without: change.without } : {}),
    ...(noted ? { alongside: noted.changes } : {}),
    activities: changeActivities(engine, { ...change, changes: values }, before),
    change: async (lead) => {
      const after = await changedLead(engine, lead, { ...change, changes: values })
      if (noted && !isRefusal(after)) noted.of(lead, after)
      return after
    },
  })
  if (isRefusal(leads)) return leads
  return leads[0] ?? before
}

/** Remembers the last reading of a lead for what is written with it: a conflict reads it again. */
function notedChange(alongside: NonNullable<LeadChange['alongside']>) {
  let changes: RecordChanges = {}
  return {
    of(before: Lead, after: Lead) {
      changes = before === after ? {} : alongside(before, after)
    },
    changes: () => changes,
  }
}

function validValues(engine: Engine, changes: LeadChange['changes']): LeadChange['changes'] {
  const { values, problems } = leadChangeValidator(engine)(changes)
  const [problem] = problems
  if (!problem) return values
  throw new CrmError('LEAD_INVALID', `${problem.field}: ${problem.message.en}`, { details: { field: problem.field, problems } })
}

async function changedLead(
  engine: Engine,
  lead: Lead,
  { actor, changes, expectedVersion, isHistory = false }: LeadChange,
): Promise<Lead | Refusal> {
  // Somebody may have given it away since it was read.
  requireWritable(actor, 'lead', lead)
  if (expectedVersion !== undefined && expectedVersion !== lead.version) {
    return {
      refused: 'Somebody changed this lead meanwhile. Look at it again, then repeat the change.',
      code: 'changed-meanwhile',
    }
  }
  if (lead.mergedIntoId) return mergedAlready(lead.mergedIntoId)
  const merged: Record<string, unknown> = { ...lead, ...changes }
  // The reason of the status before says nothing about the next one.
  if (merged['status'] !== lead.status && changes['statusReason'] === undefined) delete merged['statusReason']
  for (const [field, value] of Object.entries(changes)) if (value === null) delete merged[field]
  if (isSame(lead, merged)) return lead
  const changed = merged as Lead
  const unfit = isHistory ? undefined : unconverted(engine, lead, changed)
  const refusal = (await ownerRefusal(engine, lead, changed)) ?? (await statusRefusal(engine, lead, changed)) ?? unfit
  if (refusal) return refusal
  return changed.status === lead.status ? changed : { ...changed, statusSince: engine.now() }
}

const isSame = (lead: Lead, merged: Readonly<Record<string, unknown>>): boolean => canonicalJson(merged) === canonicalJson(lead)

async function ownerRefusal({ registry }: Engine, lead: Lead, { ownerId }: Lead): Promise<Refusal | undefined> {
  if (ownerId === undefined || ownerId === lead.ownerId || !registry.hooks.has('lead:assign')) return undefined
  return guarded(await registry.hooks.guard('lead:assign', { lead, ownerId }))
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
