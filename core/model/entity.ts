import { defineFields, type Fields, type ValuesOf } from './fields.js'
import type { LocalizedText } from './text/localized-text.js'

/** Fields that every record has; the system alone writes them. */
export const recordFields = defineFields({
  id: { type: 'string', label: { en: 'Id', fa: 'شناسه' }, required: true, system: true },
  /** Grows by one with every write; a writer who read an older one is refused. */
  version: { type: 'integer', label: { en: 'Version', fa: 'نسخه' }, required: true, system: true },
  createdAt: { type: 'dateTime', label: { en: 'Created', fa: 'زمان ایجاد' }, required: true, system: true, indexed: true },
  updatedAt: { type: 'dateTime', label: { en: 'Updated', fa: 'آخرین تغییر' }, required: true, system: true },
})

/** One thing a CRM talks about: its words, its fields, and whether its past can be rewritten. */
export interface EntityDeclaration<F extends Fields = Fields> {
  readonly name: string
  readonly label: LocalizedText
  readonly labelPlural: LocalizedText
  readonly fields: F
  /** Rows are only ever added: the database itself refuses an update. */
  readonly appendOnly?: boolean
  /** Indexes over several fields, for the lists and look-ups that need them. */
  readonly indexes?: readonly (readonly string[])[]
  /** Field lists whose values may stand together only once; rows where one of them is missing do not count. */
  readonly unique?: readonly (readonly string[])[]
}

/** What a record of an entity looks like in memory: a missing value is an absent key, never `null`. */
export type RecordOf<E extends EntityDeclaration> = ValuesOf<E['fields'] & typeof recordFields> & CustomValues

/** Values of the fields that a deployment or a plugin declared, under their own names beside the core's. */
export interface CustomValues {
  readonly [field: string]: unknown
}

/** Declares an entity and gives it the fields that every record has. */
export function defineEntity<const F extends Fields>(entity: EntityDeclaration<F>): EntityDeclaration<F & typeof recordFields> {
  return Object.freeze({ ...entity, fields: { ...recordFields, ...entity.fields } })
}
