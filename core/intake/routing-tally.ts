import type { Decision, LeftOutReason } from '../model/decision.js'
import { isUnreadable } from '../model/unreadable-json.js'
import type { RoutingTally } from '../plugin-api/index.js'
import type { ReadingEngine } from './reading-engine.js'

const PAGE = 500
/** So many of the newest decisions say enough about how work is shared. */
const MOST = 20_000

/** What the newest decisions since an instant gave to each user, and why they passed each over. */
export async function routingTally({ store }: Pick<ReadingEngine, 'store'>, since: number): Promise<readonly RoutingTally[]> {
  const tallies = new Map<string, { assigned: number; recycled: number; leftOut: Partial<Record<LeftOutReason, number>> }>()
  const of = (userId: string) => {
    const tally = tallies.get(userId) ?? { assigned: 0, recycled: 0, leftOut: {} }
    tallies.set(userId, tally)
    return tally
  }
  for await (const { routing } of decisionsSince(store, since)) {
    if (!routing) continue
    if (routing.ownerId !== undefined && routing.unassigned === undefined) of(routing.ownerId).assigned += 1
    if (routing.recycledFrom !== undefined) of(routing.recycledFrom).recycled += 1
    for (const { userId, reason } of routing.leftOut) {
      const { leftOut } = of(userId)
      leftOut[reason] = (leftOut[reason] ?? 0) + 1
    }
  }
  return [...tallies].map(([userId, tally]) => ({ userId, ...tally }))
}

async function* decisionsSince({ records }: ReadingEngine['store'], since: number): AsyncGenerator<Decision> {
  const where = { all: [{ fact: 'decision', path: '$.at', operator: 'greaterThanInclusive', value: since }] }
  let after: string | undefined
  for (let read = 0; read < MOST; read += PAGE) {
    const sort = { field: 'at', direction: 'desc' } as const
    const page = await records.list('decision', { where, sort, limit: PAGE, ...(after === undefined ? {} : { after }) })
    for (const { trace } of page.records) if (!isUnreadable(trace)) yield trace as Decision
    after = page.next
    if (after === undefined) return
  }
}
