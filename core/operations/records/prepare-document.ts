import { actorName } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Account } from '../../model/entities/account.js'
import type { Document } from '../../model/entities/document.js'
import { foldForSearch } from '../../model/text/fold.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { joinChanges, type PrepareRecord, type RecordDraft } from './record-plan.js'

/** Links a document to everybody whose it is, notes it on their timeline, and keeps when the account bought last. */
export const prepareDocument: PrepareRecord = async (engine, draft) => {
  const after = (await linked(engine, draft.after)) as Document
  const note = noteOf(engine, { ...draft, after })
  return { after, alongside: joinChanges(note && { inserts: [note] }, await purchaseOf(engine, after)) }
}

const LINKS = ['leadId', 'contactId', 'accountId', 'opportunityId'] as const

/** Follows a lead to the customer it became, an opportunity and a contact to their account; what is said stays. */
async function linked({ store }: Engine, document: StoredRecord): Promise<StoredRecord> {
  let found = document
  for (const entity of ['lead', 'opportunity', 'contact'] as const) {
    const id = found[`${entity}Id`]
    const record = typeof id === 'string' ? await store.records.get(entity, id) : undefined
    if (record) found = { ...linksOf(record), ...found }
  }
  return found
}

const linksOf = (record: StoredRecord): Readonly<Record<string, unknown>> =>
  Object.fromEntries(LINKS.flatMap((name) => (typeof record[name] === 'string' ? [[name, record[name]]] : [])))

/** An entry of the timeline: of a new document, and of one whose status changed. */
function noteOf(
  engine: Engine,
  { actor, before, after }: RecordDraft & { after: Document },
): NonNullable<RecordChanges['inserts']>[number] | undefined {
  const isMove = before !== undefined && before['status'] !== after.status
  if (before && !isMove) return undefined
  const now = engine.now()
  const { id, kind, number, status, amount } = after
  const move = isMove ? { from: before['status'] ?? null, to: status ?? null } : {}
  const record = {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now },
    type: isMove ? `${kind}.changed` : `${kind}.added`,
    at: isMove ? now : Math.min(after.issuedAt ?? now, now),
    ...(actor.kind === 'user' ? { userId: actor.id } : {}),
    ...(number ? { subject: number } : {}),
    ...linksOf(after),
    details: { documentId: id, ...(status ? { status } : {}), ...(amount ? { amount } : {}), ...move, by: actorName(actor) },
  }
  return Object.keys(linksOf(after)).length > 0 ? { entity: 'activity', record } : undefined
}

/** A payment that came, or a contract that was signed, is a purchase; one that is older than the last says nothing new. */
async function purchaseOf({ store, now }: Engine, document: Document): Promise<RecordChanges | undefined> {
  const { accountId, issuedAt = document.createdAt } = document
  if (!accountId || !isPurchase(document)) return undefined
  const account = (await store.records.get('account', accountId)) as Account | undefined
  const at = Math.min(issuedAt, now())
  if (!account || (account.lastPurchaseAt ?? 0) >= at) return undefined
  const changes = { lastPurchaseAt: at, customerState: 'active' }
  return { updates: [{ entity: 'account', id: accountId, expectedVersion: account.version, changes }] }
}

/**
 * Whether a document says that somebody bought. Systems name their statuses each in their own way, in English or Persian:
 * a payment counts unless it failed or waits, a contract once it is signed.
 */
function isPurchase({ kind, status = '' }: Pick<Document, 'kind' | 'status'>): boolean {
  const said = foldForSearch(status)
  if (kind === 'payment') return !UNPAID.includes(said)
  return kind === 'contract' && SIGNED.includes(said)
}

const folded = (words: readonly string[]): readonly string[] => words.map(foldForSearch)
const UNPAID = folded([
  ...['failed', 'pending', 'waiting', 'draft', 'void', 'canceled', 'cancelled', 'refunded', 'declined', 'open', 'unpaid'],
  ...['ناموفق', 'در انتظار', 'پیش‌نویس', 'لغو شده', 'برگشت خورده', 'پرداخت نشده'],
])
const SIGNED = folded(['signed', 'won', 'active', 'validated', 'completed', 'امضا شده', 'فعال', 'نهایی', 'برده'])
