import { CrmError } from '../../errors.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Sequence } from '../../model/sequence.js'
import { sequenceMark } from '../../model/sequence.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { Engine } from '../engine.js'
import { redecide } from '../redecide.js'
import { activeEnrolments, enrolmentField } from './find-enrolments.js'
import { dueAfter } from './step-time.js'

/** Who is to go through which sequence, and who wants it. */
export interface EnrolRequest {
  readonly leadId: string
  readonly sequence: string
  /** The rule or person. */
  readonly by: string
  readonly userId?: string
  /** Id of the timeline entry; a second call with it changes nothing. */
  readonly effectId?: string
  readonly chain?: readonly string[]
}

/**
 * Puts a lead into a sequence; one that is in it already, or may not come again, stays out and the answer says why.
 * Enrolment, timeline and the decision that follows are written together.
 * @throws {CrmError} SEQUENCE_UNKNOWN, LEAD_UNKNOWN.
 */
export async function enrolLead(engine: Engine, request: EnrolRequest): Promise<Lead | Refusal> {
  const sequence = sequenceNamed(engine, request.sequence)
  const now = engine.now()
  const activity = entryOf(engine, request)
  let grade: string | undefined
  const leads = await redecide(engine, {
    leadIds: [request.leadId],
    trigger: 'edit',
    ...(request.effectId === undefined ? {} : { effectId: request.effectId }),
    ...(request.chain ? { chain: request.chain } : {}),
    activities: [activity],
    change: async (lead) => {
      grade = lead.grade
      return (await whyNot(engine, { lead, sequence })) ?? withMark(lead, sequence.id)
    },
    alongside: () => ({
      inserts: [
        {
          entity: 'enrolment',
          record: {
            id: engine.newId(),
            version: 1,
            createdAt: now,
            updatedAt: now,
            sequence: sequence.id,
            leadId: request.leadId,
            state: 'active',
            step: 0,
            enrolledAt: now,
            by: request.by,
            idempotencyKey: activity.id,
            ...(grade === undefined ? {} : { grade }),
            ...(sequence.steps[0] ? { nextAt: dueAfter(engine, { sequence, step: sequence.steps[0], from: now }) } : {}),
          },
        },
      ],
    }),
  })
  if (isRefusal(leads)) return leads
  const [lead] = leads
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${request.leadId}.`)
  engine.wake('sequences')
  return lead
}

/** @throws {CrmError} SEQUENCE_UNKNOWN */
export function sequenceNamed({ rules }: Pick<Engine, 'rules'>, id: string): Sequence {
  const { sequences } = rules()
  const found = Object.hasOwn(sequences, id) ? sequences[id] : undefined
  if (!found) throw new CrmError('SEQUENCE_UNKNOWN', `There is no sequence "${id}".`, { details: { sequence: id } })
  return found
}

async function whyNot(engine: Engine, { lead, sequence }: { lead: Lead; sequence: Sequence }): Promise<Refusal | undefined> {
  if (lead.mergedIntoId !== undefined)
    return no({ en: 'This lead was merged into another one.', fa: 'این سرنخ در سرنخ دیگری ادغام شده است.' })
  const active = await activeEnrolments(engine, { leadId: lead.id, sequence: sequence.id })
  if (active.length > 0)
    return no({ en: `The lead is in "${sequence.id}" already.`, fa: `سرنخ هم‌اکنون در «${sequence.id}» است.` })
  if (sequence.again !== 'no') return undefined
  const where = { all: [enrolmentField('leadId', 'equal', lead.id), enrolmentField('sequence', 'equal', sequence.id)] }
  const before = await engine.store.records.count('enrolment', { where })
  if (before === 0) return undefined
  return no({
    en: `The lead was in "${sequence.id}" before, and nobody comes again.`,
    fa: `سرنخ پیش‌تر در «${sequence.id}» بوده و کسی دوباره وارد آن نمی‌شود.`,
  })
}

const no = (words: LocalizedText): Refusal => ({ refused: words.en, words })

function withMark(lead: Lead, sequence: string): Lead {
  const marks = [sequenceMark(sequence), ...(lead.grade === undefined ? [] : [sequenceMark(sequence, lead.grade)])]
  return { ...lead, sequences: [...new Set([...(lead.sequences ?? []), ...marks])] }
}

function entryOf(engine: Engine, { leadId, sequence, by, userId, effectId }: EnrolRequest): Activity {
  const now = engine.now()
  return {
    id: effectId ?? engine.newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    at: now,
    leadId,
    type: 'sequence.enrolled',
    ...(userId === undefined ? {} : { userId }),
    details: { sequence, by },
  }
}
