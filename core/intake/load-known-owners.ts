import type { EntityName } from '../model/entities/index.js'
import type { Lead } from '../model/entities/lead.js'
import { emailKey } from '../model/text/email.js'
import { phoneKey } from '../model/text/phone.js'
import { webHost } from '../model/text/web-host.js'
import type { FactBatch } from './fact-batch.js'
import type { ReadingEngine } from './reading-engine.js'

/**
 * Who knows the customer of each lead: the owner of the contact or account it belongs to, else of a contact with the same e-mail or
 * phone, of an account with the same web site or mail domain, or of the newest other lead with the same e-mail or phone.
 */
export async function loadKnownOwners(engine: ReadingEngine, { works }: FactBatch): Promise<readonly (string | undefined)[]> {
  const leads = works.map(({ lead }) => lead)
  const { country } = engine.settings
  const keys = leads.map((lead) => keysOf(lead, country))
  const ways: readonly Way[] = [
    { entity: 'contact', field: 'id', values: leads.map(({ contactId }) => contactId) },
    { entity: 'account', field: 'id', values: leads.map(({ accountId }) => accountId) },
    { entity: 'contact', field: 'emailKey', values: keys.map(({ email }) => email) },
    { entity: 'contact', field: 'phoneKey', values: keys.map(({ phone }) => phone) },
    { entity: 'account', field: 'websiteKey', values: keys.map(({ host }) => host) },
    { entity: 'account', field: 'websiteKey', values: keys.map(({ domain }) => domain) },
    { entity: 'lead', field: 'email', values: leads.map(({ email }) => email) },
    { entity: 'lead', field: 'phone', values: leads.map(({ phone }) => phone) },
  ]
  const owners: (string | undefined)[] = leads.map(() => undefined)
  for (const way of ways) {
    const wanted = way.values.map((value, place) => (owners[place] === undefined ? value : undefined))
    const found = await ownersBy(engine, { ...way, values: wanted }, new Set(leads.map(({ id }) => id)))
    wanted.forEach((value, place) => {
      owners[place] ??= value === undefined ? undefined : found.get(value)
    })
  }
  return owners
}

/** By which value of which records an owner is found; values in the order of the leads. */
interface Way {
  readonly entity: EntityName
  readonly field: string
  readonly values: readonly (string | undefined)[]
}

interface CustomerKeys {
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly host: string | undefined
  readonly domain: string | undefined
}

function keysOf({ email = '', phone = '', website }: Lead, country: string): CustomerKeys {
  const key = emailKey(email)
  return {
    email: key,
    phone: phoneKey(phone, { country }),
    host: website === undefined ? undefined : webHost(website),
    domain: key?.slice(key.lastIndexOf('@') + 1),
  }
}

const MOST = 1_000

async function ownersBy(
  { store }: ReadingEngine,
  { entity, field, values }: Way,
  batch: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(values.filter((value) => value !== undefined))]
  if (wanted.length === 0) return new Map()
  const all = [
    { fact: entity, path: `$.${field}`, operator: 'in', value: wanted },
    { fact: entity, path: '$.ownerId', operator: 'present', value: true },
  ]
  const { records } = await store.records.list(entity, {
    where: { all },
    sort: { field: 'createdAt', direction: 'asc' },
    limit: MOST,
  })
  const others = records.filter(({ id }) => entity !== 'lead' || !batch.has(id))
  return new Map(others.map((record) => [String(record[field]), String(record['ownerId'])]))
}
