import type { Engine } from '../../intake/engine.js'
import type { ConversionPart } from '../../model/conversion.js'
import type { Lead } from '../../model/entities/lead.js'
import { webHost } from '../../model/text/web-host.js'
import type { StoredRecord } from '../../store/index.js'
import { accountKeys } from '../records/prepare-account.js'
import { contactKeys } from '../records/prepare-contact.js'

/** Why a record may be the one that a lead already is. */
export type MatchReason =
  | 'same-email'
  | 'same-phone'
  | 'same-web-host'
  | 'same-mail-host'
  | 'same-company'
  | 'account-of-contact'
  | 'from-this-lead'
  | 'open-opportunity'

/** A record that is there, and by what it was found; an exact one is linked unless somebody says otherwise. */
export interface Candidate {
  readonly record: StoredRecord
  readonly reasons: readonly MatchReason[]
  readonly match: 'exact' | 'similar'
}

export type Candidates = { readonly [P in ConversionPart]: readonly Candidate[] }

const EXACT: ReadonlySet<MatchReason> = new Set(['same-email', 'same-phone', 'same-web-host', 'from-this-lead'])

/** Looks for accounts, contacts and opportunities that a lead may belong to; the surest first. */
export async function findCandidates(engine: Engine, lead: Lead): Promise<Candidates> {
  const contact = await contactsLike(engine, lead)
  const account = await accountsLike(engine, lead, contact)
  return { account, contact, opportunity: await opportunitiesLike(engine, lead, { account, contact }) }
}

async function contactsLike(engine: Engine, lead: Lead): Promise<readonly Candidate[]> {
  const { emailKey, phoneKey } = contactKeys(lead, engine.settings)
  return candidates([
    ['same-email', await those(engine, 'contact', { emailKey })],
    ['same-phone', await those(engine, 'contact', { phoneKey })],
  ])
}

async function accountsLike(engine: Engine, lead: Lead, contacts: readonly Candidate[]): Promise<readonly Candidate[]> {
  const { nameKey, websiteKey } = accountKeys({ name: lead.company, website: lead.website })
  const ids = contacts.flatMap(({ record }) => (typeof record['accountId'] === 'string' ? [record['accountId']] : []))
  return candidates([
    ['same-web-host', await those(engine, 'account', { websiteKey })],
    ['same-company', await those(engine, 'account', { nameKey })],
    ['account-of-contact', ids.length > 0 ? await engine.store.records.getMany('account', ids) : []],
    ['same-mail-host', await those(engine, 'account', { websiteKey: mailHost(lead.email) })],
  ])
}

/** The host behind an address says where somebody works; that of a mail provider is no account's web site. */
function mailHost(email: string | undefined): string | undefined {
  const host = email?.split('@')[1]
  return host === undefined ? undefined : webHost(`https://${host}`)
}

async function opportunitiesLike(
  engine: Engine,
  lead: Lead,
  { account, contact }: Pick<Candidates, 'account' | 'contact'>,
): Promise<readonly Candidate[]> {
  const open = { outcome: 'open' }
  const [accountId, contactId] = [account, contact].map((list) => list.find(({ match }) => match === 'exact')?.record.id)
  return candidates([
    ['from-this-lead', await those(engine, 'opportunity', { leadId: lead.id })],
    ['open-opportunity', accountId ? await those(engine, 'opportunity', { accountId, ...open }) : []],
    ['open-opportunity', contactId ? await those(engine, 'opportunity', { contactId, ...open }) : []],
  ])
}

const MOST = 10

async function those(
  { store, fields }: Engine,
  entity: ConversionPart,
  values: Readonly<Record<string, string | undefined>>,
): Promise<readonly StoredRecord[]> {
  if (Object.values(values).some((value) => value === undefined)) return []
  const own = Object.entries(values).map(([field, value]) => ({ fact: entity, path: `$.${field}`, operator: 'equal', value }))
  const merged = fields[entity]['mergedIntoId']
    ? [{ fact: entity, path: '$.mergedIntoId', operator: 'present', value: false }]
    : []
  const page = await store.records.list(entity, {
    where: { all: [...own, ...merged] },
    sort: { field: 'createdAt', direction: 'asc' },
    limit: MOST,
  })
  return page.records
}

function candidates(found: readonly (readonly [MatchReason, readonly StoredRecord[]])[]): readonly Candidate[] {
  const byId = new Map<string, { readonly record: StoredRecord; readonly reasons: MatchReason[] }>()
  for (const [reason, records] of found)
    for (const record of records) {
      const known = byId.get(record.id) ?? { record, reasons: [] }
      if (!known.reasons.includes(reason)) known.reasons.push(reason)
      byId.set(record.id, known)
    }
  const all = [...byId.values()].map(
    (each): Candidate => ({ ...each, match: each.reasons.some((reason) => EXACT.has(reason)) ? 'exact' : 'similar' }),
  )
  return all.toSorted((one, other) => Number(other.match === 'exact') - Number(one.match === 'exact'))
}
