import type { EntityName } from './entities/index.js'
import type { FieldDeclaration, Fields } from './fields.js'

/** What rows of a file can become. Leads go through intake, the others are written as people write them. */
export const IMPORT_ENTITIES = [
  'lead',
  'account',
  'contact',
  'opportunity',
  'opportunityLine',
  'opportunityContact',
  'product',
  'campaign',
  'document',
  'team',
  'user',
  'activity',
] as const satisfies readonly EntityName[]

export type ImportEntity = (typeof IMPORT_ENTITIES)[number]

export const isImportEntity = (name: string): name is ImportEntity => (IMPORT_ENTITIES as readonly string[]).includes(name)

/** The fields that a row can fill: those that people write, and what only an import tells. */
export function importFields(entity: ImportEntity, fields: Fields): Fields {
  const open = Object.entries(fields).filter(([, { system, secret, type }]) => !system && !secret && type !== 'json')
  return { id: ID, ...Object.fromEntries(open), ...(MORE[entity] ?? {}) }
}

/** Finds the record that was exported, and is the new one's own where the file brings one that is not there. */
const ID: FieldDeclaration = { type: 'string', label: { en: 'Id', fa: 'شناسه' }, maxLength: 100 }

const CREATED: Fields = { createdAt: { type: 'dateTime', label: { en: 'Created at', fa: 'زمان ساخت' } } }

const MORE: { readonly [E in ImportEntity]?: Fields } = {
  lead: { createdAt: { type: 'dateTime', label: { en: 'Came in at', fa: 'زمان ورود' } } },
  account: CREATED,
  contact: CREATED,
  product: CREATED,
  campaign: CREATED,
  document: CREATED,
  opportunity: { ...CREATED, product: { type: 'reference', entity: 'product', label: { en: 'Product', fa: 'محصول' } } },
  activity: { details: { type: 'text', label: { en: 'Text', fa: 'متن' } } },
}
