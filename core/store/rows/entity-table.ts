import { CrmError } from '../../errors.js'
import { coreEntities, type EntityName } from '../../model/entities/index.js'
import type { EntityDeclaration } from '../../model/entity.js'
import type { Fields } from '../../model/fields.js'
import { foldForSearch } from '../../model/text/fold.js'
import type { Binding, Row } from '../database/database.js'
import { quote } from '../database/database.js'
import type { StoredRecord, StoreOptions } from '../store.js'
import { compileCodec } from './codec.js'
import { type Column, columnsOf, snakeCase } from './columns.js'
import { packedSelection, unpack } from './packed-columns.js'

/** All that the store knows of one entity, worked out once: its table, its columns, and how records become rows. */
export interface EntityTable {
  readonly entity: EntityName
  readonly table: string
  readonly declaration: EntityDeclaration
  readonly fields: Fields
  /** Every column that holds a field; the search column is not among them. */
  readonly columns: readonly Column[]
  readonly hasSearch: boolean
  /** Names of all columns written, in the order of `toRow`. */
  readonly written: readonly string[]
  /** What a query selects: every column but secrets, quoted. */
  readonly selected: string
  /** The same as few values, for SQLite. */
  readonly packedSelected: string
  toRow(record: Readonly<Record<string, unknown>>): Binding[]
  fromRow(row: Row): StoredRecord
  fromPacked(row: Row): StoredRecord
  /** The text in which a search looks for words. */
  searchText(record: Readonly<Record<string, unknown>>): string
}

export type EntityTables = { readonly [E in EntityName]: EntityTable }

/** Compiles the tables of all entities with the custom fields of a deployment. */
export function entityTables(customFields: StoreOptions['customFields'] = {}): EntityTables {
  const entries = Object.values(coreEntities).map((entity) => {
    const name = entity.name as EntityName
    return [name, entityTable(name, customFields[name] ?? {})] as const
  })
  return Object.fromEntries(entries) as { [E in EntityName]: EntityTable }
}

/** The column in which the searchable fields stand folded. */
export const SEARCH_COLUMN = 'search'

function entityTable(entity: EntityName, customFields: Fields): EntityTable {
  const declaration: EntityDeclaration = coreEntities[entity]
  const fields: Fields = { ...declaration.fields, ...asOptional(customFields) }
  const columns = Object.entries(fields).flatMap(([field, each]) => columnsOf(field, each))
  const searchable = Object.keys(fields).filter((field) => fields[field]?.searchable)
  const hasSearch = searchable.length > 0
  const names = columns.map(({ name }) => name)
  refuseClashes(entity, { names, custom: Object.keys(customFields).filter((field) => field in declaration.fields) })
  const codec = compileCodec(entity, columns)
  const searchText = (record: Readonly<Record<string, unknown>>) => foldedWords(searchable.map((field) => record[field]))
  return {
    entity,
    table: snakeCase(entity),
    declaration,
    fields,
    columns,
    hasSearch,
    written: hasSearch ? [...names, SEARCH_COLUMN] : names,
    selected: columns.flatMap(({ name, declaration: { secret } }) => (secret ? [] : [quote(name)])).join(', '),
    packedSelected: packedSelection(columns),
    toRow: hasSearch ? (record) => [...codec.toRow(record), searchText(record)] : codec.toRow,
    fromRow: codec.fromRow,
    fromPacked: (row) => codec.fromPacked(unpack(row), row),
    searchText,
  }
}

// People are asked for what is required; a lead that comes from elsewhere lacks it and must be kept all the same.
const asOptional = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, { required: _, ...field }]) => [name, field]))

// A line break keeps the end of one field from making a word with the beginning of the next.
function foldedWords(values: readonly unknown[]): string {
  const texts = values.filter((value): value is string => typeof value === 'string')
  return texts.map((text) => foldForSearch(text).replaceAll('\0', '')).join('\n')
}

function refuseClashes(entity: EntityName, { names, custom }: { names: readonly string[]; custom: readonly string[] }): void {
  const taken = new Set<string>([SEARCH_COLUMN])
  for (const name of names) {
    if (taken.has(name) || name.length > LONGEST_NAME) clash(entity, name)
    taken.add(name)
  }
  if (custom[0] !== undefined) clash(entity, custom[0])
}

function clash(entity: EntityName, name: string): never {
  throw new CrmError(
    'SCHEMA_COLUMN_CLASH',
    `The field of "${entity}" for column "${name}" has a name that is taken or too long.`,
    {
      details: { entity, field: name },
    },
  )
}

/** PostgreSQL cuts longer names off. */
export const LONGEST_NAME = 63
