import type { Engine } from '../../intake/engine.js'
import { leadKeys, visitorKey } from '../../intake/match-keys.js'
import type { Conditions } from '../../model/conditions.js'
import type { Contact } from '../../model/entities/contact.js'
import type { EntityName } from '../../model/entities/index.js'
import type { Lead } from '../../model/entities/lead.js'
import { emailKey } from '../../model/text/email.js'
import { phoneKey } from '../../model/text/phone.js'
import type { StoredRecord } from '../../store/index.js'

/** By what a person is named; the first that is known counts, ids before the rest. */
export interface PersonNamed {
  readonly leadId?: string
  readonly contactId?: string
  readonly accountId?: string
  readonly opportunityId?: string
  readonly email?: string
  readonly phone?: string
  readonly externalId?: string
  /** The key that the person's browser keeps. */
  readonly visitor?: string
}

/** Whose timeline something belongs to. */
export type Person =
  | { readonly lead: Lead }
  | { readonly customer: Readonly<Partial<Record<'contactId' | 'accountId' | 'opportunityId', string>>> }

/** Finds many people at once, in a fixed number of questions; in their order, undefined where nobody is known. */
export async function findPeople(engine: Engine, named: readonly PersonNamed[]): Promise<readonly (Person | undefined)[]> {
  const leads = await leadsFor(engine, named)
  const customers = await customersFor(engine, named)
  return named.map((one) => {
    const lead = leads(one)
    return lead ? { lead } : customers(one)
  })
}

async function leadsFor(engine: Engine, named: readonly PersonNamed[]): Promise<(one: PersonNamed) => Lead | undefined> {
  const { store } = engine
  const keysOf = matchKeysOf(engine)
  const { matchKeys } = await store.intake.gather({
    matchKeys: [...new Set(named.flatMap(keysOf))],
    ...{ nameKeys: [], leadIds: [], openStatuses: [], queues: false },
  })
  const holder = new Map(matchKeys.map(({ key, leadId }) => [key, leadId]))
  const external = await byField<Lead>(engine, 'lead', { field: 'externalId', values: named.map(({ externalId }) => externalId) })
  const ids = new Set([...holder.values(), ...named.flatMap(({ leadId = [] }) => leadId)])
  const found = await withMerged(engine, (await store.records.getMany('lead', [...ids])) as readonly Lead[])
  return (one) => {
    if (one.leadId !== undefined) return found.get(one.leadId)
    if (one.contactId ?? one.accountId ?? one.opportunityId) return undefined
    const key = keysOf(one).find((each) => holder.has(each))
    return found.get(holder.get(key ?? '') ?? '') ?? external.get(one.externalId ?? '')
  }
}

/** Leads by id; one that was merged stands for the one it went into. */
async function withMerged({ store }: Engine, leads: readonly Lead[]): Promise<ReadonlyMap<string, Lead>> {
  const into = leads.flatMap(({ mergedIntoId = [] }) => mergedIntoId)
  const others = new Map(((await store.records.getMany('lead', into)) as readonly Lead[]).map((lead) => [lead.id, lead]))
  return new Map(leads.map((lead) => [lead.id, others.get(lead.mergedIntoId ?? '') ?? lead]))
}

const matchKeysOf =
  ({ settings: { country } }: Engine) =>
  ({ email, phone, visitor }: PersonNamed): readonly string[] => {
    const keys = leadKeys({ email, phone }, { country })
    return [keys.email, keys.phone, visitorKey(visitor ?? '')].filter((key) => key !== undefined)
  }

async function customersFor(engine: Engine, named: readonly PersonNamed[]): Promise<(one: PersonNamed) => Person | undefined> {
  const { country } = engine.settings
  const emailOf = ({ email }: PersonNamed) => emailKey(email ?? '')
  const phoneOf = ({ phone }: PersonNamed) => phoneKey(phone ?? '', { country })
  const ask = (field: string, values: readonly (string | undefined)[]) => byField<Contact>(engine, 'contact', { field, values })
  const emails = await ask('emailKey', named.map(emailOf))
  const phones = await ask('phoneKey', named.map(phoneOf))
  const externals = await ask(
    'externalId',
    named.map(({ externalId }) => externalId),
  )
  const known = await knownIds(engine, named)
  return (one) => {
    if (one.leadId !== undefined) return undefined
    const { contactId, accountId, opportunityId } = one
    const given = { ...(contactId && { contactId }), ...(accountId && { accountId }), ...(opportunityId && { opportunityId }) }
    if (Object.keys(given).length > 0) return Object.values(given).every((id) => known.has(id)) ? { customer: given } : undefined
    const contact = emails.get(emailOf(one) ?? '') ?? phones.get(phoneOf(one) ?? '') ?? externals.get(one.externalId ?? '')
    if (!contact) return undefined
    return { customer: { contactId: contact.id, ...(contact.accountId ? { accountId: contact.accountId } : {}) } }
  }
}

async function knownIds({ store }: Engine, named: readonly PersonNamed[]): Promise<ReadonlySet<string>> {
  const asked = {
    contact: named.flatMap(({ contactId = [] }) => contactId),
    account: named.flatMap(({ accountId = [] }) => accountId),
    opportunity: named.flatMap(({ opportunityId = [] }) => opportunityId),
  } as const
  const found = await Promise.all(
    Object.entries(asked).map(([entity, ids]) => (ids.length > 0 ? store.records.getMany(entity as EntityName, ids) : [])),
  )
  return new Set(found.flat().map(({ id }) => id))
}

const MOST_AT_ONCE = 200

/** Records by one of their texts; the newest where several have it. */
async function byField<R extends StoredRecord>(
  { store }: Engine,
  entity: 'lead' | 'contact',
  { field, values }: { field: string; values: readonly (string | undefined)[] },
): Promise<ReadonlyMap<string, R>> {
  const wanted = [...new Set(values.filter((value) => value !== undefined && value !== ''))]
  const found = new Map<string, R>()
  for (let start = 0; start < wanted.length; start += MOST_AT_ONCE) {
    const where: Conditions = {
      all: [{ fact: entity, path: `$.${field}`, operator: 'in', value: wanted.slice(start, start + MOST_AT_ONCE) }],
    }
    const { records } = await store.records.list(entity, {
      where,
      limit: MOST_AT_ONCE,
      sort: { field: 'createdAt', direction: 'asc' },
    })
    for (const record of records) found.set(String(record[field]), record as R)
  }
  return found
}
