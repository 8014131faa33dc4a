import { type Actor, authorize } from '../../access/index.js'
import { comparedFields } from '../../intake/dedupe-rules.js'
import type { Engine } from '../../intake/engine.js'
import { exactKeys, leadKeys } from '../../intake/match-keys.js'
import type { Lead } from '../../model/entities/lead.js'
import { seenBy } from '../access/seen-by.js'

/** A lead that is there already, and how sure that is. */
export interface KnownLead {
  readonly lead: Lead
  readonly match: 'exact' | 'similar'
  readonly reason: string
}

/** Looks up who is there already under these values, as somebody types them in; nothing is written. */
export async function findDuplicates(
  engine: Engine,
  { actor, values }: { actor: Actor; values: Readonly<Record<string, unknown>> },
): Promise<readonly KnownLead[]> {
  authorize(actor, 'lead:read')
  const keys = leadKeys(values, { country: engine.settings.country, compared: comparedFields(engine) })
  const asked = {
    matchKeys: exactKeys(keys),
    nameKeys: keys.name ? [keys.name] : [],
    leadIds: [],
    openStatuses: [],
    queues: false,
  }
  if (asked.matchKeys.length + asked.nameKeys.length === 0) return []
  const { leads: known, matchKeys } = await engine.store.intake.gather(asked)
  const ids = known.map(({ id }) => id)
  const leads = (ids.length > 0 ? await seenBy(engine, actor).store.records.getMany('lead', ids) : []) as readonly Lead[]
  const found = leads.map((lead): KnownLead => {
    const key = matchKeys.find(({ leadId }) => leadId === lead.id)?.key
    if (!key) return { lead, match: 'similar', reason: 'same-name' }
    return { lead, match: 'exact', reason: REASONS[key.split(':')[0] ?? ''] ?? 'same-field' }
  })
  return found.toSorted((one, other) => Number(other.match === 'exact') - Number(one.match === 'exact'))
}

const REASONS: Readonly<Record<string, string>> = { email: 'same-email', phone: 'same-phone' }
