import { actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { failpoint } from '../../failpoint.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Activity } from '../../model/entities/activity.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { writable } from '../access/in-reach.js'
import { saidRefusal } from '../said-refusal.js'
import type { ConversionRequest } from './conversion-request.js'
import { type ConversionPlan, planConversion } from './plan-conversion.js'

/** A lead with what it became. */
export interface Converted {
  readonly lead: Lead
  readonly accountId?: string
  readonly contactId?: string
  readonly opportunityId?: string
  /** By which it can be taken back. */
  readonly changeSetId?: string
  /** It was converted before; nothing was written. */
  readonly already: boolean
}

/**
 * Makes account, contact and opportunity of a lead, or links those that are there, all in one step with the lead's move to the
 * converted status and with what follows it. A second call answers the same records.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function convertLead(engine: Engine, request: ConversionRequest): Promise<Converted | Refusal> {
  const { actor, id, idempotencyKey, expectedVersion, ...wishes } = request
  authorize(actor, 'lead:convert')
  const used = idempotencyKey === undefined ? undefined : await setWithKey(engine, idempotencyKey)
  if (used && (used.subject !== `lead:${id}` || used.undoneAt !== undefined)) return keyUsed(used)
  if (!(await writable(engine, { actor, entity: 'lead', id }))) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`)
  let before: Lead | undefined
  let plan: ConversionPlan | undefined
  const leads = await redecide(engine, {
    leadIds: [id],
    trigger: 'edit',
    leavesUnchanged: true,
    async change(lead) {
      before = lead
      plan = undefined
      if (lead.convertedAt !== undefined) return lead
      if (expectedVersion !== undefined && expectedVersion !== lead.version) return changedMeanwhile()
      const planned = await planConversion(engine, lead, { actor, wishes, ...(idempotencyKey ? { idempotencyKey } : {}) })
      if (isRefusal(planned)) return planned
      plan = planned
      failpoint('conversion.before-commit')
      return planned.lead
    },
    activities: () => (before && plan ? moveEntries(engine, { before, plan, actor }) : []),
    alongside: () => plan?.changes ?? {},
  })
  if (isRefusal(leads)) return leads
  if (plan) failpoint('conversion.after-commit')
  const lead = leads[0] ?? before
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`)
  if (plan && before) await emitConverted(engine, { before, lead })
  return answerOf(lead, plan?.changeSet ?? (await conversionOf(engine, id)), plan === undefined)
}

function answerOf(lead: Lead, changeSet: ChangeSet | undefined, already: boolean): Converted {
  const { accountId, contactId, opportunityId } = lead
  return {
    lead,
    ...(accountId ? { accountId } : {}),
    ...(contactId ? { contactId } : {}),
    ...(opportunityId ? { opportunityId } : {}),
    ...(changeSet ? { changeSetId: changeSet.id } : {}),
    already,
  }
}

async function setWithKey({ store }: Engine, key: string): Promise<ChangeSet | undefined> {
  const where = { all: [{ fact: 'changeSet', path: '$.idempotencyKey', operator: 'equal', value: key }] }
  return (await store.records.list('changeSet', { where, limit: 1 })).records[0] as ChangeSet | undefined
}

/** The conversion of a lead that stands, or stood last. */
async function conversionOf({ store }: Pick<Engine, 'store'>, leadId: string): Promise<ChangeSet | undefined> {
  const where = {
    all: [
      { fact: 'changeSet', path: '$.subject', operator: 'equal', value: `lead:${leadId}` },
      { fact: 'changeSet', path: '$.kind', operator: 'equal', value: 'conversion' },
    ],
  }
  const page = await store.records.list('changeSet', { where, limit: 1, sort: { field: 'createdAt', direction: 'desc' } })
  return page.records[0] as ChangeSet | undefined
}

function moveEntries(
  engine: Engine,
  { before, plan, actor }: { before: Lead; plan: ConversionPlan; actor: ConversionRequest['actor'] },
): readonly Activity[] {
  if (before.status === plan.lead.status) return []
  const now = engine.now()
  return [
    {
      ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now, leadId: before.id, type: 'status.changed' },
      ...(actor.kind === 'user' ? { userId: actor.id } : {}),
      details: { from: before.status, to: plan.lead.status, by: actorName(actor), changeSetId: plan.changeSet.id },
    },
  ]
}

/** The move to a converted status tells it already; a lead that stood in one moves no more. */
async function emitConverted(engine: Engine, { before, lead }: { before: Lead; lead: Lead }): Promise<void> {
  const stood = statusOf(engine.rules().lifecycle, before.status)?.category === 'converted'
  const { hooks } = engine.registry
  if (stood && hooks.has('lead:converted')) await hooks.emit('lead:converted', { lead })
}

const changedMeanwhile = (): Refusal =>
  saidRefusal(
    {
      en: 'Somebody changed this lead meanwhile. Look at it again, then convert it.',
      fa: 'در این میان کسی این سرنخ را تغییر داده است. دوباره ببینید، سپس تبدیل کنید.',
    },
    { code: 'changed-meanwhile' },
  )

const keyUsed = ({ subject }: ChangeSet): Refusal =>
  saidRefusal(
    {
      en: `This idempotency key named another change, of ${subject}. Take a new one.`,
      fa: `این کلید یکتایی برای تغییر دیگری (${subject}) به کار رفته است. کلید تازه‌ای بدهید.`,
    },
    { code: 'key-used', details: [subject] },
  )
