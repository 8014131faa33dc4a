import { CrmError } from '../../errors.js'
import type { Money } from '../../model/money.js'
import { readStoredJson } from '../../model/unreadable-json.js'
import type { Binding, Row } from '../database/database.js'
import type { StoredRecord } from '../store.js'
import type { Column } from './columns.js'
import { packedColumns } from './packed-columns.js'

/** Turns records into rows and back: an absent key is NULL, a default is always there, a secret is never read. */
export interface Codec {
  /** The values of a record in the order of the columns. */
  toRow(record: Readonly<Record<string, unknown>>): Binding[]
  fromRow(row: Row): StoredRecord
  /** From the values of some columns, by their places in a list, and a row with those that are not in it. */
  fromPacked(values: readonly unknown[], row: Row): StoredRecord
}

/** Compiles the codec of one table, so that no declaration is read per record. */
export function compileCodec(entity: string, columns: readonly Column[]): Codec {
  const known = new Set(columns.map(({ field }) => field))
  const writers = columns.map(writerOf)
  const shown = columns.filter(({ declaration }) => !declaration.secret)
  const readers = shown.flatMap((column) => readerOf(column, (name) => name))
  const { packed, apart } = packedColumns(columns)
  const places = new Map(packed.map(({ name }, place) => [name, place]))
  const ofPacked = packed.flatMap((column) => readerOf(column, (name) => places.get(name) ?? name))
  const ofApart = apart.flatMap((column) => readerOf(column, (name) => name))
  return {
    toRow(record) {
      for (const field in record) if (!known.has(field)) refuseField(entity, field)
      return writers.map((write) => write(record))
    },
    fromRow(row) {
      const record: Record<string, unknown> = {}
      for (const read of readers) read(row, record)
      return record as unknown as StoredRecord
    },
    fromPacked(values, row) {
      const record: Record<string, unknown> = {}
      for (const read of ofPacked) read(values as unknown as Values, record)
      for (const read of ofApart) read(row, record)
      return record as unknown as StoredRecord
    },
  }
}

/** Writes one value of a column as the database takes it. */
export function encode(column: Column, value: unknown): Binding {
  if (value === undefined || value === null) return column.declaration.default === undefined ? null : encodeDefault(column)
  if (column.part !== undefined) return (value as Money)[column.part]
  if (column.kind === 'json') return JSON.stringify(value)
  if (column.kind === 'list') return JSON.stringify(Array.isArray(value) ? value.map(storable) : value)
  // PostgreSQL cannot hold U+0000 in a text; without it both databases keep the same.
  if (typeof value === 'string' && value.includes('\0')) return value.replaceAll('\0', '')
  return value as Binding
}

// PostgreSQL reads choices as jsonb when it looks into them, which refuses U+0000 and half a surrogate pair.
const storable = (choice: unknown): unknown =>
  typeof choice === 'string' ? choice.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD') : choice

const encodeDefault = (column: Column): Binding =>
  encode({ ...column, declaration: { type: column.declaration.type } }, column.declaration.default)

const writerOf = (column: Column) => (record: Readonly<Record<string, unknown>>) => encode(column, record[column.field])

/** Values by column name, or by place. */
type Values = Readonly<Record<string | number, unknown>>

type Reader = (row: Values, record: Record<string, unknown>) => void

function readerOf(column: Column, keyOf: (name: string) => string | number): Reader[] {
  const { name, field, declaration } = column
  const key = keyOf(name)
  if (column.part === 'currency') return []
  if (column.part === 'amount') return [moneyReader({ amount: key, currency: keyOf(`${name}_currency`) }, field)]
  const decode = DECODERS[column.kind]
  return [
    (row, record) => {
      const value = row[key]
      if (value !== null && value !== undefined) record[field] = decode === undefined ? value : decode(value)
      else if (declaration.default !== undefined) record[field] = declaration.default
    },
  ]
}

const moneyReader =
  ({ amount, currency }: { readonly amount: string | number; readonly currency: string | number }, field: string): Reader =>
  (row, record) => {
    if (row[amount] !== null) record[field] = { amount: row[amount], currency: row[currency] }
  }

const DECODERS: { readonly [K in Column['kind']]?: (value: unknown) => unknown } = {
  boolean: (value) => value === true || value === 1,
  json: (value) => readStoredJson(String(value)),
  list: (value) => JSON.parse(String(value)),
}

/** A value that no column can hold is refused; dropping it would lose what somebody wrote. */
export function refuseField(entity: string, field: string): never {
  throw new CrmError('RECORD_FIELD_UNKNOWN', `A record of "${entity}" has a value for "${field}", which is not declared.`, {
    details: { entity, field },
  })
}
