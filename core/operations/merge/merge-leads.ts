import { actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { failpoint } from '../../failpoint.js'
import { dedupeRules } from '../../intake/dedupe-rules.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { requireLeads } from '../access/in-reach.js'
import { mergedAlready } from '../lead-move.js'
import { saidRefusal } from '../said-refusal.js'
import { KEPT_OF_MASTER } from './kept-of-master.js'
import type { MergePreview, MergeRequest } from './merge-request.js'
import { followersOf } from './move-followers.js'
import { type LeadMergePlan, planLeadMerge } from './plan-lead-merge.js'
import { survivingValues } from './surviving-values.js'

/** The lead that stays, and by what the merge can be taken back. */
export interface MergedLead {
  readonly lead: Lead
  readonly changeSetId?: string
  /** They were merged before; nothing was written. */
  readonly already: boolean
}

/**
 * Shows which value of each field would stay and why, without writing.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function previewMerge(
  engine: Engine,
  { actor, masterId, otherId, choices = {} }: MergeRequest,
): Promise<MergePreview<Lead>> {
  authorize(actor, 'lead:merge')
  await requireLeads(engine, actor, [masterId, otherId])
  const [master, other] = [await theLead(engine, masterId), await theLead(engine, otherId)]
  const rules = { rules: dedupeRules(engine), choices, kept: KEPT_OF_MASTER }
  const fields = survivingValues(engine.fields.lead, { master, other }, rules)
  return { master, other, fields, moves: (await followersOf(engine, otherId)).length }
}

/**
 * Makes two leads one: the master gets the values that survive, the other's names and open work; the other stays for its history
 * and is left out of lists. All in one step, and a second call changes nothing.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function mergeLeads(engine: Engine, request: MergeRequest): Promise<MergedLead | Refusal> {
  const { actor, masterId, otherId } = request
  authorize(actor, 'lead:merge')
  if (masterId === otherId) return sameRecord()
  await requireLeads(engine, actor, [masterId, otherId])
  await theLead(engine, masterId)
  await theLead(engine, otherId)
  let plan: LeadMergePlan | undefined
  const leads = await redecide(engine, {
    leadIds: [masterId],
    trigger: 'edit',
    leavesUnchanged: true,
    movesKeys: true,
    async change(master) {
      plan = undefined
      const other = await theLead(engine, otherId)
      if (other.mergedIntoId === masterId) return master
      const into = master.mergedIntoId ?? other.mergedIntoId
      if (into) return mergedAlready(into)
      plan = await planLeadMerge(engine, request, { master, other })
      failpoint('merge.before-commit')
      return plan.lead
    },
    activities: () => (plan ? [absorbed(engine, request, plan)] : []),
    alongside: () => plan?.changes ?? {},
  })
  if (isRefusal(leads)) return leads
  if (plan) failpoint('merge.after-commit')
  const lead = leads[0] ?? (await theLead(engine, masterId))
  return { lead, ...(plan ? { changeSetId: plan.changeSet.id } : {}), already: plan === undefined }
}

async function theLead({ store }: Engine, id: string): Promise<Lead> {
  const lead = (await store.records.get('lead', id)) as Lead | undefined
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id.slice(0, 100)}.`)
  return lead
}

function absorbed(engine: Engine, { actor, masterId, otherId }: MergeRequest, { changeSet, fields }: LeadMergePlan): Activity {
  const now = engine.now()
  const taken = fields.filter(({ from }) => from !== 'master').map(({ field }) => field)
  return {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now, leadId: masterId, type: 'lead.absorbed' },
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    details: { otherId, fields: taken, by: actorName(actor), changeSetId: changeSet.id },
  }
}

/** Nobody is a duplicate of themselves. */
export const sameRecord = (): Refusal =>
  saidRefusal(
    { en: 'Both are the same record; choose two.', fa: 'هر دو یک رکورد است؛ دو رکورد برگزینید.' },
    { code: 'same-record' },
  )
