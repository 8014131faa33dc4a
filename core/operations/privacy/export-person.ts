import { type Actor, actorName, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import type { Text } from '../../model/text/localized-text.js'
import { writeAudit } from '../write-audit.js'
import { findPerson, type PersonNamed } from './find-person.js'
import { importFilesOf } from './import-files.js'
import { exportPluginData } from './plugin-data.js'

type Row = Readonly<Record<string, unknown>>

/** What one table keeps of a person, with the words for its columns. */
export interface PersonTable {
  readonly table: string
  readonly label: Text
  readonly columns: Readonly<Record<string, Text>>
  /** Records that are the person or belong to the person. */
  readonly own: readonly Row[]
  /** Records of others that speak of the person. */
  readonly mentions: readonly Row[]
}

/** Everything that is kept of a person, readable without the product. */
export interface PersonExport {
  readonly format: 'sarnakh-person/1'
  readonly at: string
  readonly person: { readonly name: string; readonly emails: readonly string[]; readonly phones: readonly string[] }
  readonly tables: readonly PersonTable[]
  readonly plugins: readonly {
    readonly plugin: string
    readonly id: string
    readonly label: Text
    readonly rows: readonly Row[]
  }[]
  /** Names of kept files of imports in which the person stands. */
  readonly files: readonly string[]
}

/**
 * Brings together everything that is kept of a person: every table, data of plugins, files. The audit remembers who asked.
 * @throws {CrmError} PERSON_UNKNOWN, PERSON_AMBIGUOUS.
 */
export async function exportPerson(
  engine: Engine,
  { actor, named }: { actor: Actor; named: PersonNamed },
): Promise<PersonExport> {
  authorize(actor, 'privacy:export')
  const { trace, name, emails, phones } = await findPerson(engine, { actor, named })
  const rows = await engine.store.people.rows(trace)
  const tables = rows.map(({ table, entity, own, mentions }): PersonTable => {
    const fields: Fields = entity ? engine.fields[entity] : {}
    const shown = (row: Row) => readable(row, entity ? fields : SYSTEM_FIELDS)
    return {
      ...{ table, label: labelOf(table, entity), own: own.map(shown), mentions: mentions.map(shown) },
      columns: Object.fromEntries(Object.entries(fields).map(([field, { label = field }]) => [field, label])),
    }
  })
  const plugins = await exportPluginData(engine, trace)
  const files = (await importFilesOf(engine, trace)).map((file) => file.name)
  await writeAudit(engine, {
    ...{ actor: actorName(actor), action: 'privacy.export', subject: (trace.ids.lead[0] ?? trace.ids.contact[0]) as string },
  })
  return {
    format: 'sarnakh-person/1',
    at: new Date(engine.now()).toISOString(),
    person: { name, emails, phones },
    tables,
    plugins,
    files,
  }
}

const labelOf = (table: string, entity: EntityName | undefined): Text =>
  entity ? coreEntities[entity].labelPlural : (SYSTEM_LABELS[table] ?? table)

const SYSTEM_LABELS: Readonly<Record<string, Text>> = {
  match_key: { en: 'Names it is found by', fa: 'کلیدهای شناسایی' },
  similar_lead: { en: 'Similar leads', fa: 'سرنخ‌های همانند' },
  outbox: { en: 'Effects of rules', fa: 'کنش‌های قواعد' },
  submission_state: { en: 'Progress of submissions', fa: 'پیشرفت ورودی‌ها' },
}

const instant = { type: 'dateTime' } as const
const SYSTEM_FIELDS: Fields = {
  created_at: instant,
  updated_at: instant,
  received_at: instant,
  available_at: instant,
  next_attempt_at: instant,
  done_at: instant,
}

/** Instants as text; everything else as it is kept. */
function readable(row: Row, fields: Fields): Row {
  const filled = Object.entries(row).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(
    filled.map(([name, value]) => {
      const isInstant = fields[name]?.type === 'dateTime' && Number.isFinite(Number(value))
      return [name, isInstant ? new Date(Number(value)).toISOString() : value]
    }),
  )
}
