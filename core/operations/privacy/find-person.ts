import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { leadKeys } from '../../intake/match-keys.js'
import type { EntityName } from '../../model/entities/index.js'
import { emailKey } from '../../model/text/email.js'
import { phoneKey } from '../../model/text/phone.js'
import type { PersonTrace, StoredRecord } from '../../store/index.js'

/** By what a person is named; the first that is given counts. */
export interface PersonNamed {
  readonly leadId?: string
  readonly contactId?: string
  readonly email?: string
  readonly phone?: string
}

/** Somebody with all records that are this person. */
export interface KnownPerson {
  readonly trace: PersonTrace
  /** How a page calls the person; an address or an id where there is no name. */
  readonly name: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/**
 * Finds a person over all records that are the same one: leads with those merged into them, the customer they became, the browser.
 * @throws {CrmError} PERSON_UNKNOWN, PERSON_AMBIGUOUS where a number belongs to several.
 */
export async function findPerson(engine: Engine, { actor, named }: { actor: Actor; named: PersonNamed }): Promise<KnownPerson> {
  authorize(actor, 'privacy:export')
  return personNamed(engine, named)
}

/** The same without asking who asks. */
export async function personNamed(engine: Engine, named: PersonNamed): Promise<KnownPerson> {
  const starts = await startsOf(engine, named)
  const [first] = starts
  if (!first) throw new CrmError('PERSON_UNKNOWN', 'Nobody is known under that.')
  const records = await sameAs(engine, [first])
  const others = starts.filter(
    ({ entity, record }) => !records.some((each) => each.entity === entity && each.record.id === record.id),
  )
  if (others.length > 0) {
    const ids = starts.map(({ entity, record }) => `${entity}:${record.id}`)
    throw new CrmError('PERSON_AMBIGUOUS', `Several people are known under that: ${ids.join(', ')}.`, { details: { ids } })
  }
  return describe(engine, records)
}

interface Found {
  readonly entity: 'lead' | 'contact'
  readonly record: StoredRecord
}

async function startsOf(engine: Engine, { leadId, contactId, email, phone }: PersonNamed): Promise<readonly Found[]> {
  if (leadId !== undefined) return recordsOf(engine, 'lead', { id: [leadId] })
  if (contactId !== undefined) return recordsOf(engine, 'contact', { id: [contactId] })
  const { country } = engine.settings
  const keys = {
    email: email === undefined ? undefined : emailKey(email),
    phone: email !== undefined || phone === undefined ? undefined : phoneKey(phone, { country }),
  }
  return holdersOf(engine, { emails: [keys.email ?? []].flat(), phones: [keys.phone ?? []].flat() })
}

/** Leads and contacts that have an address or number now. */
async function holdersOf(
  engine: Engine,
  { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
): Promise<readonly Found[]> {
  const { matchKeys } = await engine.store.intake.gather({
    matchKeys: [...emails.map((key) => `email:${key}`), ...phones.map((key) => `phone:${key}`)],
    ...{ nameKeys: [], leadIds: [], openStatuses: [], queues: false },
  })
  const leads = await recordsOf(engine, 'lead', { id: matchKeys.map(({ leadId }) => leadId) })
  const contacts = [
    ...(await recordsOf(engine, 'contact', { emailKey: emails })),
    ...(await recordsOf(engine, 'contact', { phoneKey: phones })),
  ]
  return [...leads, ...contacts]
}

async function recordsOf(
  { store }: Engine,
  entity: Found['entity'],
  asked: Readonly<Record<string, readonly string[]>>,
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const [field, values] of Object.entries(asked)) {
    if (values.length === 0) continue
    const where = { all: [{ fact: entity, path: `$.${field}`, operator: 'in', value: [...new Set(values)] }] }
    for await (const records of store.records.each(entity, { where, batch: 500 }))
      found.push(...records.map((record) => ({ entity, record })))
  }
  return found
}

/** Every record that is the same person, followed until no more come. */
async function sameAs(engine: Engine, starts: readonly Found[]): Promise<readonly Found[]> {
  const known = new Map<string, Found>()
  for (let newest = starts; newest.length > 0; ) {
    for (const each of newest) known.set(`${each.entity} ${each.record.id}`, each)
    const ids = (entity: EntityName) => newest.flatMap((each) => (each.entity === entity ? each.record.id : []))
    const named = (field: string, entity?: EntityName) =>
      newest.flatMap((each) => (entity && each.entity !== entity ? [] : [each.record[field] ?? []].flat())).map(String)
    const emails = named('email').flatMap((email) => emailKey(email) ?? [])
    const near = [
      ...(await recordsOf(engine, 'lead', {
        id: named('mergedIntoId', 'lead'),
        mergedIntoId: ids('lead'),
        contactId: ids('contact'),
      })),
      ...(await recordsOf(engine, 'contact', {
        id: [...named('contactId', 'lead'), ...named('mergedIntoId', 'contact')],
        mergedIntoId: ids('contact'),
      })),
      ...(await holdersOf(engine, { emails, phones: [] })),
    ]
    newest = near.filter((each) => !known.has(`${each.entity} ${each.record.id}`))
  }
  return [...known.values()]
}

async function describe(engine: Engine, found: readonly Found[]): Promise<KnownPerson> {
  const texts = (field: string) =>
    [...new Set(found.flatMap(({ record }) => (typeof record[field] === 'string' ? [record[field].trim()] : [])))].filter(Boolean)
  const ids = {
    lead: found.flatMap(({ entity, record }) => (entity === 'lead' ? record.id : [])),
    contact: found.flatMap(({ entity, record }) => (entity === 'contact' ? record.id : [])),
  }
  const visitors = await visitorsOf(engine, ids.lead)
  const trace = { ids: { ...ids, visitor: visitors }, accountIds: texts('accountId'), words: [], names: texts('name') }
  const [emails, phones] = [texts('email'), texts('phone')]
  const words = await ownWords(engine, { trace, emails, phones })
  const name = texts('name')[0] ?? emails[0] ?? phones[0] ?? found[0]?.record.id ?? ''
  return { trace: { ...trace, words }, name, emails, phones }
}

async function visitorsOf({ store }: Engine, leads: readonly string[]): Promise<readonly string[]> {
  const where = { all: [{ fact: 'visitor', path: '$.leadId', operator: 'in', value: [...leads] }] }
  if (leads.length === 0) return []
  return (await store.records.list('visitor', { where, limit: 1_000 })).records.map(({ id }) => id)
}

interface Said {
  readonly trace: PersonTrace
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** Addresses and numbers in every spelling that came in; one that somebody else has too says nothing. */
async function ownWords(engine: Engine, { trace, emails, phones }: Said): Promise<readonly string[]> {
  const { country } = engine.settings
  const keyOf = (text: string) => emailKey(text) ?? phoneKey(text, { country })
  const keys = new Set([...emails, ...phones].flatMap((text) => keyOf(text) ?? []))
  const shared = new Set<string>()
  const holders = await holdersOf(engine, {
    emails: [...keys].filter((key) => key.includes('@')),
    phones: [...keys].filter((key) => !key.includes('@')),
  })
  for (const { entity, record } of holders) {
    if (trace.ids[entity].includes(record.id)) continue
    const { email, phone } = leadKeys(record, { country })
    for (const key of [email, phone]) shared.add(key?.slice(6) ?? '')
  }
  const rows = await engine.store.people.rows(trace)
  const payloads = rows.flatMap(({ entity, own }) => (entity === 'submission' ? own.map(({ payload }) => payload) : []))
  const spelled = payloads.flatMap(textsIn).filter((text) => text.length <= LONGEST && keys.has(keyOf(text) ?? ''))
  const all = new Set([...emails, ...phones, ...keys, ...spelled.map((text) => text.trim())])
  return [...all].filter((text) => !shared.has(keyOf(text) ?? text))
}

const LONGEST = 254

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
