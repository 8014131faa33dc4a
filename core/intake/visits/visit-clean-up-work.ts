import type { Work } from '../../jobs/index.js'
import type { Conditions } from '../../model/conditions.js'
import type { Engine } from '../engine.js'

const DAY_MS = 86_400_000
const DEFAULT_DAYS = 90

/** Deletes what people looked at whom nobody knows, once it is older than the deployment keeps it: at the start, then daily. */
export function visitCleanUpWork(engine: Pick<Engine, 'store' | 'now' | 'settings'>): Work {
  const { store, now, settings } = engine
  let dueAt = now()
  return {
    name: 'visit-clean-up',
    nextAt: async () => dueAt,
    async run() {
      if (now() < dueAt) return 0
      const before = now() - (settings.visitRetentionDays ?? DEFAULT_DAYS) * DAY_MS
      const old = (fact: string, field: string) => ({ fact, path: `$.${field}`, operator: 'lessThan', value: before })
      const views = await removeAll(store, { entity: 'pageView', where: { all: [old('pageView', 'at')] }, at: now() })
      const anonymous = { fact: 'visitor', path: '$.leadId', operator: 'present', value: false }
      const visitors = await removeAll(store, {
        entity: 'visitor',
        where: { all: [old('visitor', 'lastAt'), anonymous] },
        at: now(),
      })
      dueAt = now() + DAY_MS
      return views + visitors
    },
  }
}

async function removeAll(
  { records }: Engine['store'],
  { entity, where, at }: { entity: 'pageView' | 'visitor'; where: Conditions; at: number },
): Promise<number> {
  let removed = 0
  for await (const batch of records.each(entity, { where, batch: 500 })) {
    const removes = batch.map(({ id, version }) => ({ entity, id, expectedVersion: version }))
    if ((await records.write({ removes }, at)) === 'written') removed += batch.length
  }
  return removed
}
