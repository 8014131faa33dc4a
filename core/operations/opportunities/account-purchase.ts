import type { Engine } from '../../intake/engine.js'
import type { Account } from '../../model/entities/account.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { RecordChanges } from '../../store/index.js'
import { everyRecord } from './every-record.js'

/** Keeps on the account when it bought last: a sale that is won makes it an active customer, one that is taken back no longer does. */
export async function accountPurchase(
  engine: Engine,
  { before, after }: { readonly before?: Opportunity; readonly after: Opportunity },
): Promise<RecordChanges | undefined> {
  const was = before?.outcome === 'won' ? { accountId: before.accountId, at: before.closedAt } : undefined
  const is = after.outcome === 'won' ? { accountId: after.accountId, at: after.closedAt } : undefined
  if (was?.accountId === is?.accountId && was?.at === is?.at) return undefined
  const updates = [
    ...(was && was.accountId !== undefined && was.accountId !== is?.accountId
      ? await withoutPurchase(engine, { accountId: was.accountId, at: was.at, opportunityId: after.id })
      : []),
    ...(is?.accountId === undefined ? [] : await withPurchase(engine, { accountId: is.accountId, at: is.at ?? engine.now() })),
  ]
  return updates.length > 0 ? { updates } : undefined
}

type Updates = NonNullable<RecordChanges['updates']>

async function accountBy({ store }: Engine, id: string): Promise<Account | undefined> {
  return (await store.records.get('account', id)) as Account | undefined
}

async function withPurchase(engine: Engine, { accountId, at }: { accountId: string; at: number }): Promise<Updates> {
  const account = await accountBy(engine, accountId)
  if (!account || (account.lastPurchaseAt ?? 0) >= at) return []
  const changes = { lastPurchaseAt: at, customerState: 'active' }
  return [{ entity: 'account', id: accountId, expectedVersion: account.version, changes }]
}

async function withoutPurchase(
  engine: Engine,
  { accountId, at, opportunityId }: { accountId: string; at: number | undefined; opportunityId: string },
): Promise<Updates> {
  const account = await accountBy(engine, accountId)
  // A later purchase, or a payment, stands for itself.
  if (!account || account.lastPurchaseAt !== at) return []
  const won = (await everyRecord(engine, 'opportunity', { accountId, outcome: 'won' })) as readonly Opportunity[]
  const others = won.flatMap(({ id, closedAt }) => (id === opportunityId || closedAt === undefined ? [] : [closedAt]))
  const changes = others.length > 0 ? { lastPurchaseAt: Math.max(...others) } : { lastPurchaseAt: null, customerState: null }
  return [{ entity: 'account', id: accountId, expectedVersion: account.version, changes }]
}
