import { CrmError } from '../../errors.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { quote } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import type { EntityTable } from '../rows/entity-table.js'

/**
 * Finds the column that a field stands in; `amount.currency` names one half of a money field.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN for a name that is not declared, and for a secret, which nobody may ask about.
 */
export function fieldColumn(table: EntityTable, path: string): Column {
  const [field = '', part, ...rest] = path.split('.')
  const columns = table.columns.filter((column) => column.field === field && !column.declaration.secret)
  const found = part === undefined ? columns[0] : columns.find((column) => column.part === part)
  if (found === undefined || rest.length > 0) refuseField(table, path)
  return found
}

/** The column as SQL, with its table, so that it stays clear inside a subquery. */
export const columnRef = (table: EntityTable, column: Column): string => `${quote(table.table)}.${quote(column.name)}`

function refuseField({ entity, fields }: EntityTable, path: string): never {
  const known = Object.keys(fields).filter((field) => !fields[field]?.secret)
  const meant = didYouMean(path, known)
  const advice = meant === undefined ? '' : ` Did you mean "${meant}"?`
  throw new CrmError('FILTER_FIELD_UNKNOWN', `"${entity}" has no field "${path}".${advice}`, { details: { entity, field: path } })
}
