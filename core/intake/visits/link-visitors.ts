import type { Visitor } from '../../model/entities/visitor.js'
import type { RecordChanges } from '../../store/index.js'
import type { Engine } from '../engine.js'
import type { WorkingLead } from '../working-lead.js'

/** What connects the browsers of a batch with the leads that were just known on them; written in the leads' own transaction. */
export async function linkVisitors(
  { store }: Pick<Engine, 'store'>,
  works: readonly WorkingLead[],
): Promise<RecordChanges | undefined> {
  const leadOf = new Map(works.flatMap(({ lead, visitors = [] }) => visitors.map((hash) => [hash, lead.id] as const)))
  if (leadOf.size === 0) return undefined
  const where = { all: [{ fact: 'visitor', path: '$.key', operator: 'in', value: [...leadOf.keys()] }] }
  const { records } = await store.records.list('visitor', { where, limit: Math.min(leadOf.size, MOST) })
  const updates = (records as readonly Visitor[]).flatMap(({ id, version, key }) => {
    const leadId = leadOf.get(key)
    return leadId ? [{ entity: 'visitor', id, expectedVersion: version, changes: { leadId, hasNews: true } } as const] : []
  })
  return updates.length > 0 ? { updates } : undefined
}

const MOST = 1_000
