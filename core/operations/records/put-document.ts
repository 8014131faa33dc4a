import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { findPeople, type PersonNamed } from '../activities/find-people.js'
import { saidRefusal } from '../said-refusal.js'
import { changeRecord, createRecord } from './save-record.js'

/** A document as another system tells of it. */
export interface ToldDocument {
  /** Its fields; `system`, `kind` and `externalId` name it for ever. */
  readonly values: Readonly<Record<string, unknown>>
  /** Whose it is, where it does not name them by id: by e-mail, phone or their id elsewhere. */
  readonly about?: PersonNamed & {
    /** The account's, opportunity's own id in the system it came from. */
    readonly accountExternalId?: string
    readonly opportunityExternalId?: string
  }
}

/** What became of it. */
export interface PutDocument {
  readonly document: StoredRecord
  readonly isNew: boolean
}

/**
 * Keeps a document of another system as it is now, however often that system tells of it: added once, changed afterwards.
 * @throws {CrmError} RECORD_INVALID.
 */
export async function putDocument(
  engine: Engine,
  { actor, told }: { actor: Actor; told: ToldDocument },
): Promise<PutDocument | Refusal> {
  authorize(actor, 'document:write')
  const missing = NAMES.find((name) => typeof told.values[name] !== 'string' || told.values[name] === '')
  if (missing) throw unnamed(missing)
  const links = await linksTo(engine, told.about)
  if (isRefusal(links)) return links
  const values = { ...links, ...told.values }
  const known = await knownDocument(engine, values)
  if (known) return changed(engine, { actor, id: known.id, values })
  try {
    const made = await createRecord(engine, { actor, entity: 'document', values })
    return isRefusal(made) ? made : { document: made, isNew: true }
  } catch (error) {
    // Somebody else told of it in the same moment.
    const other =
      error instanceof CrmError && error.code === 'RECORD_NOT_UNIQUE' ? await knownDocument(engine, values) : undefined
    if (!other) throw error
    return changed(engine, { actor, id: other.id, values })
  }
}

const NAMES = ['system', 'kind', 'externalId'] as const

const unnamed = (field: string): CrmError =>
  new CrmError(
    'RECORD_INVALID',
    {
      en: `${field}: a document is named by "system", "kind" and "externalId".`,
      fa: `${field}: سند با «system»، «kind» و «externalId» نام می‌گیرد.`,
    },
    { details: { field } },
  )

async function changed(
  engine: Engine,
  { actor, id, values }: { actor: Actor; id: string; values: ToldDocument['values'] },
): Promise<PutDocument | Refusal> {
  const document = await changeRecord(engine, { actor, entity: 'document', id, changes: values })
  return isRefusal(document) ? document : { document, isNew: false }
}

async function knownDocument(engine: Engine, values: ToldDocument['values']): Promise<StoredRecord | undefined> {
  const all = NAMES.map((name) => ({ fact: 'document', path: `$.${name}`, operator: 'equal', value: values[name] }))
  const { records } = await engine.store.records.list('document', { where: { all }, limit: 1 })
  return records[0]
}

async function linksTo(engine: Engine, about: ToldDocument['about']): Promise<Readonly<Record<string, string>> | Refusal> {
  if (!about) return {}
  const { accountExternalId, opportunityExternalId, ...named } = about
  const links = {
    ...(await personLinks(engine, named)),
    ...(await byExternalId(engine, 'account', accountExternalId)),
    ...(await byExternalId(engine, 'opportunity', opportunityExternalId)),
  }
  return Object.keys(links).length > 0 ? links : NOBODY
}

async function personLinks(engine: Engine, named: PersonNamed): Promise<Readonly<Record<string, string>>> {
  if (Object.values(named).every((value) => value === undefined || value === '')) return {}
  const [person] = await findPeople(engine, [named])
  if (!person) return {}
  return 'lead' in person ? { leadId: person.lead.id } : (person.customer as Readonly<Record<string, string>>)
}

async function byExternalId({ store }: Engine, entity: 'account' | 'opportunity', externalId: string | undefined) {
  if (externalId === undefined || externalId === '') return {}
  const where = { all: [{ fact: entity, path: '$.externalId', operator: 'equal', value: externalId }] }
  const [record] = (await store.records.list(entity, { where, limit: 1 })).records
  return record ? { [`${entity}Id`]: record.id } : {}
}

const NOBODY: Refusal = saidRefusal(
  {
    en: 'Nobody here is known by what "about" says. Send the person first, or link the document by id.',
    fa: 'کسی با آنچه «about» می‌گوید شناخته نشد. نخست خود شخص را بفرستید یا سند را با شناسه پیوند دهید.',
  },
  { code: 'unknown-reference', details: ['about'], fields: ['about'] },
)
