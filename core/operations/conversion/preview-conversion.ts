import { authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Lead } from '../../model/entities/lead.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { seenBy } from '../access/seen-by.js'
import { recordsOfLead } from '../records-of-lead.js'
import type { ConversionRequest } from './conversion-request.js'
import { type Candidates, findCandidates } from './find-candidates.js'
import { type PlannedRecords, planConversion } from './plan-conversion.js'
import { type PlannedParts, proposeParts } from './propose-parts.js'

/** What a conversion would do, before anybody does it. */
export interface ConversionPreview {
  readonly lead: Lead
  /** What becomes of each part, with the values of a new record. */
  readonly parts: PlannedParts
  /** Records as they would be; empty where the conversion is refused. */
  readonly records: PlannedRecords
  readonly candidates: Candidates
  /** The lead's status afterwards. */
  readonly status: string
  /** How much of the lead's past goes with it. */
  readonly follows: Readonly<Record<'task' | 'document' | 'activity' | 'touch' | 'consent', number>>
  /** Milliseconds UTC; until then it can be taken back. */
  readonly undoUntil?: number
  /** What would stand in the way. */
  readonly refusal?: Refusal
}

/**
 * Shows what converting a lead would make, link and leave, without writing.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function previewConversion(
  whole: Engine,
  { actor, id, expectedVersion: _seen, idempotencyKey: _key, ...wishes }: ConversionRequest,
): Promise<ConversionPreview> {
  authorize(actor, 'lead:convert')
  const engine = seenBy(whole, actor)
  const lead = (await engine.store.records.get('lead', id)) as Lead | undefined
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`)
  const follows = await followsOf(engine, id)
  const plan = await planConversion(engine, lead, { actor, wishes })
  if (isRefusal(plan)) {
    const candidates = await findCandidates(engine, lead)
    const parts = proposeParts(engine, lead, { candidates, wishes })
    return { lead, parts, candidates, records: {}, status: lead.status, follows, refusal: plan }
  }
  const { parts, candidates, records, changeSet } = plan
  const until = changeSet.undoUntil
  return { lead, parts, candidates, records, status: plan.lead.status, follows, ...(until ? { undoUntil: until } : {}) }
}

async function followsOf(engine: Engine, leadId: string): Promise<ConversionPreview['follows']> {
  const entities = ['task', 'document', 'activity', 'touch', 'consent'] as const
  const counts = entities.map(async (entity) => {
    const records = entity === 'task' ? await recordsOfLead(engine, entity, leadId, { isOpen: true }) : undefined
    const where = { all: [{ fact: entity, path: '$.leadId', operator: 'equal', value: leadId }] }
    return [entity, records?.length ?? (await engine.store.records.count(entity, { where }))] as const
  })
  return Object.fromEntries(await Promise.all(counts)) as ConversionPreview['follows']
}
