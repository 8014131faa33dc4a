import type { Actor } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { noteChange } from '../changes/change-set.js'
import type { RecordPlan } from '../records/record-plan.js'

interface ActivityRow {
  readonly actor: Actor
  readonly values: Readonly<Record<string, unknown>>
  readonly changeSet: ChangeSet
  readonly found?: StoredRecord
  readonly id?: string
}

const OF = ['leadId', 'contactId', 'accountId', 'opportunityId'] as const

/** An entry of somebody's timeline from a file. One that is there stays as it is: what happened is never rewritten. */
export async function planActivity(
  engine: Engine,
  { actor, values, changeSet, found, id }: ActivityRow,
): Promise<RecordPlan | Refusal> {
  if (found) return { record: found, changes: {} }
  const { type, at, details } = values
  if (typeof type !== 'string') return refusal(NO_TYPE, 'type')
  if (typeof at !== 'number') return refusal(NO_TIME, 'at')
  if (at > engine.now()) return refusal(LATER, 'at')
  if (actor.kind !== 'system' && /^\s*(lead|status|task)\s*(\.|$)/iu.test(type)) return refusal(OF_SYSTEM, 'type')
  if (OF.every((field) => values[field] === undefined)) return refusal(OF_NOBODY, 'leadId')
  const there = await notedBefore(engine, { type, at, values, isNamed: id !== undefined })
  if (there) return { record: there, changes: {} }
  const now = engine.now()
  const stamps = { id: id ?? engine.newId(), version: 1, createdAt: now, updatedAt: now }
  const record: StoredRecord = { ...values, ...stamps, ...(details === undefined ? {} : { details: detailsOf(details) }) }
  const note = noteChange(engine, { changeSet, entity: 'activity', after: { ...stamps, type } })
  return { record, changes: { inserts: [{ entity: 'activity', record }, note] } }
}

/**
 * The entry that making the record itself has left, where an exported timeline tells of that: it was made once. One without an id
 * that it could keep is the one of the same moment, kind and subject, so that the same file again adds nothing.
 */
async function notedBefore(
  { store }: Engine,
  { type, at, values, isNamed }: { type: string; at: number; values: ActivityRow['values']; isNamed: boolean },
): Promise<StoredRecord | undefined> {
  const isOfMaking = /\.(?:created|added)$/u.test(type)
  if (!isOfMaking && isNamed && type !== 'lead.captured') return undefined
  const field = (['opportunityId', 'accountId', 'contactId', 'leadId'] as const).find((one) => values[one] !== undefined)
  if (field === undefined) return undefined
  const is = (path: string, value: unknown) => ({ fact: 'activity', path: `$.${path}`, operator: 'equal', value })
  const where = { all: [is(field, values[field]), is('type', type), ...(isOfMaking ? [] : [is('at', at)])] }
  const { records } = await store.records.list('activity', { where, limit: 200 })
  if (!isOfMaking) return records.find(({ subject }) => subject === values['subject'])
  const of = documentIn(detailsOf(values['details']))
  return records.find(({ details }) => documentIn(details) === of)
}

const documentIn = (details: unknown): unknown => (details as { documentId?: unknown } | undefined)?.documentId

/** What was exported as JSON becomes it again; anything else is a text that somebody wrote. */
function detailsOf(details: unknown): unknown {
  if (typeof details !== 'string' || !details.startsWith('{')) return { text: details }
  try {
    return JSON.parse(details)
  } catch {
    return { text: details }
  }
}

type Words = Readonly<Record<'en' | 'fa', string>>

const refusal = (words: Words, field: string): Refusal => ({ refused: words.en, words, fields: [field] })

const NO_TYPE: Words = { en: 'It does not say what kind of activity it was.', fa: 'نوع فعالیت را نمی‌گوید.' }
const NO_TIME: Words = { en: 'It does not say when it was.', fa: 'زمان فعالیت را نمی‌گوید.' }
const LATER: Words = {
  en: 'It lies in the future; what is to be done is a task.',
  fa: 'در آینده است؛ آنچه باید انجام شود وظیفه است.',
}
const OF_SYSTEM: Words = { en: 'The system alone notes this type.', fa: 'این نوع را تنها خود سامانه می‌نویسد.' }
const OF_NOBODY: Words = {
  en: 'It names no lead, contact, account or opportunity.',
  fa: 'هیچ سرنخ، مخاطب، حساب یا فرصتی را نام نمی‌برد.',
}
