import { type Actor, authorize, reaches } from '../../access/index.js'
import { asError, CrmError } from '../../errors.js'
import { withActivityMarks } from '../../intake/activity-marks.js'
import { record as recordSubmission } from '../../intake/capture.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Activity } from '../../model/entities/activity.js'
import type { StoredRecord } from '../../store/index.js'
import { type ActivityTold, activityRecord, requireTellable } from '../activity-record.js'
import { findPeople, type Person, type PersonNamed } from './find-people.js'

/** One thing that happened, and by what its person is known. */
export interface ActivityRow extends PersonNamed, Omit<ActivityTold, 'idempotencyKey'> {
  /** Names it for ever within the sender, so that a call can be repeated. */
  readonly key?: string
  /** What the person is called, where a new lead is made of them. */
  readonly name?: string
}

/** What became of a row. */
export type IngestedRow =
  | { readonly status: 'added' | 'repeated'; readonly activityId: string; readonly leadId?: string; readonly contactId?: string }
  | { readonly status: 'captured'; readonly submissionId: string }
  | { readonly status: 'refused'; readonly code: string; readonly message: string }

/** Rows of one sender, and what happens to those of people nobody knows. */
export interface Ingestion {
  readonly actor: Actor
  readonly rows: readonly ActivityRow[]
  /** `capture`: a new submission, so that nothing is lost; `refuse`, the default: an error of that row alone. */
  readonly unknown?: 'capture' | 'refuse'
}

export const MOST_ACTIVITIES = 1_000
const LEADS_AT_ONCE = 50

/** A row with the entry that it becomes. */
interface Placed {
  readonly index: number
  readonly person: Person
  readonly activity: Activity
}

/**
 * Adds many activities at once, each by itself: one that cannot be read or whose person nobody knows harms no other.
 * The rules decide again about every lead that is touched, once for all its rows. Answers one result per row, in their order.
 * @throws {CrmError} ACTIVITIES_TOO_MANY.
 */
export async function ingestActivities(
  engine: Engine,
  { actor, rows, unknown = 'refuse' }: Ingestion,
): Promise<readonly IngestedRow[]> {
  authorize(actor, 'lead:write')
  if (unknown === 'capture') authorize(actor, 'capture')
  if (rows.length > MOST_ACTIVITIES)
    throw new CrmError('ACTIVITIES_TOO_MANY', `One call takes ${MOST_ACTIVITIES} activities; this one has ${rows.length}.`)
  const results = new Map<number, IngestedRow>()
  const people = await inReach(engine, { actor, rows, people: await findPeople(engine, rows) })
  const told = await toldBefore(engine, { actor, rows })
  const placed: Placed[] = []
  const seen = new Map<string, Activity>(told)
  for (const [index, row] of rows.entries()) {
    const idempotencyKey = row.key === undefined ? undefined : scopedKey(actor, row.key)
    const before = idempotencyKey === undefined ? undefined : seen.get(idempotencyKey)
    const refused = refusalOf(engine, { actor, row })
    const person = people[index]
    if (refused) results.set(index, refused)
    else if (before) results.set(index, answerFor('repeated', before))
    else if (!person) results.set(index, await withoutPerson(engine, { actor, row, unknown }))
    else {
      const activity = entryOf(engine, { actor, row, person, idempotencyKey })
      if (idempotencyKey !== undefined) seen.set(idempotencyKey, activity)
      placed.push({ index, person, activity })
    }
  }
  for (const [index, result] of await write(engine, placed)) results.set(index, result)
  return rows.map((_, index) => results.get(index) ?? refusedRow(new CrmError('ACTIVITY_INVALID', 'This row was not reached.')))
}

/** Somebody out of the actor's reach is nobody who is known. */
async function inReach(
  { store }: Engine,
  { actor, rows, people }: Pick<Ingestion, 'actor' | 'rows'> & { readonly people: readonly (Person | undefined)[] },
): Promise<readonly (Person | undefined)[]> {
  const known = new Set<string>()
  for (const [field, entity] of CUSTOMERS) {
    const ids = people.flatMap((person) => (person && 'customer' in person ? (person.customer[field] ?? []) : []))
    const records = ids.length === 0 ? [] : await store.records.getMany(entity, [...new Set(ids)])
    for (const record of records) if (mayTell(actor, entity, record)) known.add(`${field}:${record.id}`)
  }
  return people.map((person, index) => {
    if (!person) return undefined
    if ('lead' in person) return mayTell(actor, 'lead', person.lead) ? person : undefined
    const row = rows[index]
    const named = CUSTOMERS.filter(([field]) => person.customer[field] !== undefined).map(([field]) => field)
    const told = named.filter((field) => known.has(`${field}:${person.customer[field]}`))
    // Of a contact found by an address the company comes along where it can; what a row names must be in reach.
    if (named.some((field) => !told.includes(field) && (field === 'contactId' || row?.[field] !== undefined))) return undefined
    return { customer: Object.fromEntries(told.map((field) => [field, person.customer[field]])) }
  })
}

const CUSTOMERS = [
  ['contactId', 'contact'],
  ['accountId', 'account'],
  ['opportunityId', 'opportunity'],
] as const

/** Keys have scopes; only a role that a file declares has a reach. */
const mayTell = (actor: Actor, entity: 'lead' | (typeof CUSTOMERS)[number][1], record: StoredRecord): boolean =>
  actor.kind !== 'user' || actor.grants === undefined || reaches(actor, { entity, action: 'write', record })

const scopedKey = (actor: Actor, key: string): string => `${channelOf(actor)}/${key}`

const channelOf = (actor: Actor): string => (actor.kind === 'system' ? 'system' : actor.id)

async function toldBefore(
  { store }: Engine,
  { actor, rows }: { actor: Actor; rows: readonly ActivityRow[] },
): Promise<ReadonlyMap<string, Activity>> {
  const keys = [...new Set(rows.flatMap(({ key }) => (key === undefined ? [] : scopedKey(actor, key))))]
  const found = new Map<string, Activity>()
  for (let start = 0; start < keys.length; start += 200) {
    const value = keys.slice(start, start + 200)
    const where = { all: [{ fact: 'activity', path: '$.idempotencyKey', operator: 'in', value }] }
    const { records } = await store.records.list('activity', { where, limit: 200 })
    for (const activity of records as readonly Activity[]) found.set(activity.idempotencyKey ?? '', activity)
  }
  return found
}

function refusalOf(engine: Engine, { actor, row }: { actor: Actor; row: ActivityRow }): IngestedRow | undefined {
  try {
    requireTellable(row, { actor, now: engine.now() })
    return undefined
  } catch (thrown) {
    return refusedRow(asError(thrown))
  }
}

function entryOf(
  engine: Engine,
  { actor, row, person, idempotencyKey }: { actor: Actor; row: ActivityRow; person: Person; idempotencyKey: string | undefined },
): Activity {
  const told = { ...row, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }
  const record = activityRecord(engine, { actor, told })
  if (!('lead' in person)) return { ...record, ...person.customer }
  const { id, contactId } = person.lead
  return { ...record, leadId: id, ...(contactId ? { contactId } : {}) }
}

/** Nobody by that name: a new submission that carries the activity, or an error that says who was looked for. */
async function withoutPerson(
  engine: Engine,
  { actor, row, unknown }: { actor: Actor; row: ActivityRow; unknown: string },
): Promise<IngestedRow> {
  const { email, phone, externalId, name, visitor, leadId, contactId, accountId, opportunityId, key, ...told } = row
  const values = { ...(name && { name }), ...(email && { email }), ...(phone && { phone }), ...(externalId && { externalId }) }
  const isNamedById = leadId ?? contactId ?? accountId ?? opportunityId
  if (unknown === 'refuse' || isNamedById !== undefined || !(email ?? phone ?? externalId)) {
    const by = isNamedById ?? email ?? phone ?? externalId ?? visitor
    const message = by
      ? `Nobody is known by "${by.slice(0, 100)}".`
      : 'Name the person: an id, an e-mail address or a phone number.'
    return refusedRow(new CrmError('PERSON_UNKNOWN', message))
  }
  const activity = { ...told, ...(key === undefined ? {} : { key }) }
  const payload = { values, activities: [activity], ...(visitor ? { visitor } : {}), isEvent: true }
  const submission = { channel: channelOf(actor), payload, ...(key === undefined ? {} : { idempotencyKey: `activity:${key}` }) }
  const { submissions } = await recordSubmission(engine, { source: 'api', submissions: [submission] })
  return { status: 'captured', submissionId: submissions[0]?.submissionId ?? '' }
}

async function write(engine: Engine, placed: readonly Placed[]): Promise<ReadonlyMap<number, IngestedRow>> {
  const results = new Map<number, IngestedRow>()
  const customers = placed.filter(({ person }) => !('lead' in person))
  const leadIds = [...new Set(placed.flatMap(({ activity: { leadId = [] } }) => leadId))]
  const groups: (readonly Placed[])[] = customers.length > 0 ? [customers] : []
  for (let start = 0; start < leadIds.length; start += LEADS_AT_ONCE) {
    const group = new Set(leadIds.slice(start, start + LEADS_AT_ONCE))
    groups.push(placed.filter(({ activity: { leadId } }) => leadId !== undefined && group.has(leadId)))
  }
  for (const group of groups) {
    const failed = await writeGroup(engine, group).then(
      () => undefined,
      (thrown: unknown) => refusedRow(asError(thrown)),
    )
    for (const { index, activity } of group) results.set(index, failed ?? answerFor('added', activity))
  }
  return results
}

async function writeGroup(engine: Engine, group: readonly Placed[]): Promise<void> {
  const activities = group.map(({ activity }) => activity)
  const leadIds = [...new Set(activities.flatMap(({ leadId = [] }) => leadId))]
  if (leadIds.length === 0) {
    await engine.store.records.insert('activity', activities)
    engine.wake('records')
    return
  }
  await redecide(engine, {
    leadIds,
    trigger: 'edit',
    activities,
    change: (lead) =>
      withActivityMarks(
        lead,
        activities.filter(({ leadId }) => leadId === lead.id),
      ),
  })
}

const answerFor = (status: 'added' | 'repeated', { id, leadId, contactId }: Activity): IngestedRow => ({
  ...{ status, activityId: id },
  ...(leadId ? { leadId } : {}),
  ...(contactId ? { contactId } : {}),
})

const refusedRow = (error: Error): IngestedRow => ({
  status: 'refused',
  code: error instanceof CrmError ? error.code : 'INTAKE_FAILED',
  message: error.message,
})
