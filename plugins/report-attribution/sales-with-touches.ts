import { type CrmRecord, comparing, type EntityName, type ReportContext } from '../../core/plugin-api/index.js'

/** A sale with all touches of the people behind it up to the day it was won, the oldest first. */
export interface Sale {
  readonly opportunity: CrmRecord
  readonly touches: readonly CrmRecord[]
}

const BATCH = 200

/** Won opportunities in batches, each with its touches; memory holds one batch, however many were won. */
export async function* salesWithTouches({ crm, scope }: ReportContext): AsyncIterable<readonly Sale[]> {
  const where = { all: [scope.where, comparing('opportunity')('outcome', 'equal', 'won')] }
  for await (const won of crm.each('opportunity', { where, batch: BATCH })) yield await withTouches({ crm }, won)
}

type Reader = Pick<ReportContext, 'crm'>

async function withTouches(reader: Reader, won: readonly CrmRecord[]): Promise<readonly Sale[]> {
  const people = await peopleBehind(reader, won)
  const byLead = new Map<string, CrmRecord[]>()
  for (const touch of await among(reader, 'touch', { leadId: [...people.leads.keys()] })) {
    const of = byLead.get(String(touch['leadId']))
    if (of) of.push(touch)
    else byLead.set(String(touch['leadId']), [touch])
  }
  return won.map((opportunity) => {
    const until = numberOf(opportunity['closedAt']) ?? Number.POSITIVE_INFINITY
    const all = people.leadsOf(opportunity).flatMap((id) => byLead.get(id) ?? [])
    return { opportunity, touches: all.filter(({ at }) => Number(at) <= until).sort(inTime) }
  })
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const inTime = (one: CrmRecord, other: CrmRecord): number =>
  Number(one['at']) - Number(other['at']) || (one.id < other.id ? -1 : 1)

interface People {
  readonly leads: ReadonlyMap<string, CrmRecord>
  leadsOf(opportunity: CrmRecord): readonly string[]
}

/**
 * The lead that became a sale, the other leads of its customer, and all that were merged into any of them: they are one person,
 * whose touches count together.
 */
async function peopleBehind(reader: Reader, won: readonly CrmRecord[]): Promise<People> {
  const leads = new Map<string, CrmRecord>()
  const add = (found: readonly CrmRecord[]) => {
    const fresh = found.filter(({ id }) => !leads.has(id))
    for (const lead of fresh) leads.set(lead.id, lead)
    return fresh
  }
  let newest = add(await among(reader, 'lead', { id: idsIn(won, 'leadId') }))
  newest = [...newest, ...add(await among(reader, 'lead', { id: idsIn(newest, 'mergedIntoId') }))]
  newest = [
    ...newest,
    ...add(await among(reader, 'lead', { contactId: [...idsIn(won, 'contactId'), ...idsIn(newest, 'contactId')] })),
  ]
  while (newest.length > 0) newest = add(await among(reader, 'lead', { mergedIntoId: newest.map(({ id }) => id) }))
  const followers = followersOf([...leads.values()])
  return {
    leads,
    leadsOf(opportunity) {
      const own = leads.get(String(opportunity['leadId'] ?? ''))
      const master = leads.get(String(own?.['mergedIntoId'] ?? ''))
      const contacts = [opportunity['contactId'], own?.['contactId'], master?.['contactId']].filter(
        (id) => typeof id === 'string',
      )
      const starts = [own, master]
        .flatMap((lead) => lead?.id ?? [])
        .concat(...contacts.flatMap((id) => followers.get(`contact ${id}`) ?? []))
      return [...reached(starts, (id) => followers.get(`lead ${id}`) ?? [])]
    },
  }
}

const idsIn = (records: readonly CrmRecord[], field: string): readonly string[] =>
  records.flatMap((record) => (typeof record[field] === 'string' ? [record[field]] : []))

/** Leads by the contact they became and by the lead they were merged into. */
function followersOf(leads: readonly CrmRecord[]): ReadonlyMap<string, readonly string[]> {
  const followers = new Map<string, string[]>()
  const note = (key: string, id: string) => followers.set(key, [...(followers.get(key) ?? []), id])
  for (const lead of leads) {
    if (typeof lead['contactId'] === 'string') note(`contact ${lead['contactId']}`, lead.id)
    if (typeof lead['mergedIntoId'] === 'string') note(`lead ${lead['mergedIntoId']}`, lead.id)
  }
  return followers
}

function reached(starts: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const known = new Set(starts)
  for (const id of known) for (const other of next(id)) known.add(other)
  return known
}

async function among(
  { crm }: Reader,
  entity: EntityName,
  asked: Readonly<Record<string, readonly string[]>>,
): Promise<readonly CrmRecord[]> {
  const found: CrmRecord[] = []
  for (const [field, ids] of Object.entries(asked)) {
    const wanted = [...new Set(ids)]
    for (let start = 0; start < wanted.length; start += BATCH) {
      const where = { all: [comparing(entity)(field, 'in', wanted.slice(start, start + BATCH))] }
      for await (const records of crm.each(entity, { where })) found.push(...records)
    }
  }
  return found
}
