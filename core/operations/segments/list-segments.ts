import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Lead } from '../../model/entities/lead.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { writable } from '../access/in-reach.js'
import { countLeads } from '../find-leads.js'
import { segmentConditions } from '../lead-filter.js'
import { type LeadChange, updateLead } from '../update-lead.js'

/** A segment with how many leads are in it now. */
export interface CountedSegment {
  readonly id: string
  readonly title: LocalizedText
  /** `listed` where leads are put into it one by one. */
  readonly kind: 'conditions' | 'listed'
  readonly count: number
}

/** Lists the segments with their live counts. */
export async function listSegments(engine: Engine, { actor }: { actor: Actor }): Promise<readonly CountedSegment[]> {
  authorize(actor, 'lead:read')
  return Promise.all(
    Object.values(engine.rules().segments).map(async ({ id, title, members }) => ({
      id,
      title,
      kind: members ?? ('conditions' as const),
      count: await countLeads(engine, { actor, filter: { segment: id } }),
    })),
  )
}

/**
 * Puts a lead into a listed segment or takes it out; the rules decide again, because they may ask about it.
 * @throws {CrmError} SEGMENT_UNKNOWN, SEGMENT_NOT_LISTED, LEAD_UNKNOWN.
 */
export async function setMembership(
  engine: Engine,
  {
    actor,
    segment,
    leadId,
    isMember,
    ...effect
  }: { actor: Actor; segment: string; leadId: string; isMember: boolean } & Pick<LeadChange, 'effectId' | 'chain'>,
): Promise<Lead | Refusal> {
  authorize(actor, 'lead:write')
  const { segments } = engine.rules()
  segmentConditions(segments, segment)
  if (segments[segment]?.members !== 'listed')
    throw new CrmError('SEGMENT_NOT_LISTED', {
      en: `The leads of "${segment}" follow from its conditions; nobody can be put into it by hand.`,
      fa: `سرنخ‌های «${segment}» از شرط‌هایش می‌آیند؛ کسی را نمی‌توان دستی در آن گذاشت.`,
    })
  // A change made meanwhile would bring an old list back, so it is asked again with the list of now.
  for (let attempt = 0; ; attempt += 1) {
    const lead = (await writable(engine, { actor, entity: 'lead', id: leadId })) as Lead | undefined
    if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${leadId.slice(0, 100)}.`)
    const others = (lead.segments ?? []).filter((id) => id !== segment)
    const listed = isMember ? [...others, segment] : others
    const changes = { segments: listed.length > 0 ? listed : null }
    const answer = await updateLead(engine, { actor, id: leadId, changes, expectedVersion: lead.version, ...effect })
    if (!isRefusal(answer) || answer.code !== 'changed-meanwhile' || attempt >= MOST_TRIES) return answer
  }
}

const MOST_TRIES = 10
