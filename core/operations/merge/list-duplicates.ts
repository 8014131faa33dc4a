import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Lead } from '../../model/entities/lead.js'
import type { SimilarPair } from '../../store/index.js'
import { seenBy } from '../access/seen-by.js'

/** Leads that seem to be one, the older first: the one that would stay. */
export interface DuplicateGroup {
  readonly leads: readonly Lead[]
  /** `exact` where a key that names one person is the same; `similar` where only name and company are. */
  readonly match: 'exact' | 'similar'
  readonly reasons: readonly string[]
}

const MOST_PAIRS = 500

/** Lists leads that look alike, those with an equal key first. */
export async function listDuplicates(
  engine: Engine,
  { actor, match }: { actor: Actor; match?: DuplicateGroup['match'] },
): Promise<readonly DuplicateGroup[]> {
  authorize(actor, 'lead:read')
  const pairs = await engine.store.intake.similarPairs(MOST_PAIRS)
  const ids = [...new Set(pairs.flatMap(({ leadId, otherId }) => [leadId, otherId]))]
  const records = ids.length === 0 ? [] : ((await seenBy(engine, actor).store.records.getMany('lead', ids)) as readonly Lead[])
  const byId = new Map(records.map((lead) => [lead.id, lead]))
  const known = pairs.filter(({ leadId, otherId }) => byId.has(leadId) && byId.has(otherId))
  const groups = [
    ...grouped(known.filter(isExact), byId).map((group): DuplicateGroup => ({ ...group, match: 'exact' })),
    ...grouped(
      known.filter((pair) => !isExact(pair)),
      byId,
    ).map((group): DuplicateGroup => ({ ...group, match: 'similar' })),
  ]
  return groups.filter((group) => match === undefined || group.match === match)
}

const isExact = ({ reason }: SimilarPair): boolean => reason !== 'same-name'

/** Who looks like one of a group belongs to it. */
function grouped(pairs: readonly SimilarPair[], leads: ReadonlyMap<string, Lead>): readonly Omit<DuplicateGroup, 'match'>[] {
  const groupOf = new Map<string, { readonly ids: Set<string>; readonly reasons: Set<string> }>()
  for (const { leadId, otherId, reason } of pairs) {
    const [one, other] = [groupOf.get(leadId), groupOf.get(otherId)]
    const group = one ?? other ?? { ids: new Set<string>(), reasons: new Set<string>() }
    for (const id of [leadId, otherId, ...(other && other !== group ? other.ids : [])]) {
      group.ids.add(id)
      groupOf.set(id, group)
    }
    for (const each of [reason, ...(other && other !== group ? other.reasons : [])]) group.reasons.add(each)
  }
  return [...new Set(groupOf.values())].map(({ ids, reasons }) => ({
    leads: [...ids]
      .flatMap((id) => leads.get(id) ?? [])
      .toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)),
    reasons: [...reasons].toSorted(),
  }))
}
