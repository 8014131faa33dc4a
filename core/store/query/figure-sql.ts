import type { Figure } from '../../plugin-api/index.js'
import { quote } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import type { EntityTable, EntityTables } from '../rows/entity-table.js'
import { notSql } from './answer.js'
import { columnRef, fieldColumn } from './field-column.js'

/** A table, and those that its references lead to. */
export interface Place {
  readonly table: EntityTable
  readonly tables: EntityTables
}

/**
 * A field as SQL, also one of the record that a reference names: `leadId.createdAt`.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN
 */
export function fieldSql({ table, tables }: Place, path: string): { readonly sql: string; readonly column: Column } {
  const [field = '', ...rest] = path.split('.')
  const declaration = table.fields[field]
  const target = declaration?.type === 'reference' ? tables[declaration.entity as keyof EntityTables] : undefined
  if (target === undefined || rest.length === 0) {
    const column = fieldColumn(table, path)
    return { sql: columnRef(table, column), column }
  }
  const reference = columnRef(table, fieldColumn(table, field))
  const column = fieldColumn(target, rest.join('.'))
  const alias = quote(`of_${fieldColumn(table, field).name}`)
  const from = `from ${quote(target.table)} as ${alias} where ${alias}."id" = ${reference}`
  return { sql: `(select ${alias}.${quote(column.name)} ${from})`, column }
}

/**
 * A figure as SQL; unknown where one of its fields is missing.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN; FILTER_NOT_SQL for a field that is no number.
 */
export function figureSql(place: Place, figure: Figure): string {
  if (typeof figure === 'string') return numberSql(place, figure)
  if ('times' in figure) return `(${numberSql(place, figure.times[0])} * ${numberSql(place, figure.times[1])})`
  const first = (fields: string | readonly string[]) => {
    const refs = [fields].flat().map((field) => numberSql(place, field))
    return refs.length > 1 ? `coalesce(${refs.join(', ')})` : (refs[0] ?? 'null')
  }
  return `(${first(figure.to)} - ${first(figure.from)})`
}

function numberSql(place: Place, field: string): string {
  const { sql, column } = fieldSql(place, field)
  return column.kind === 'integer' || column.kind === 'number' ? sql : notSql(`Field "${field}" is no number`)
}
