import type { Conditions } from '../../model/conditions.js'
import { foldForSearch } from '../../model/text/fold.js'
import { type Dialect, type Fragment, quote } from '../database/database.js'
import { type EntityTable, SEARCH_COLUMN } from '../rows/entity-table.js'
import { type Bound, FALSE, join, TRUE } from './answer.js'
import { compileConditions } from './compile-conditions.js'

interface WhereRequest {
  readonly where?: Conditions | undefined
  readonly search?: string | undefined
  readonly dialect: Dialect
  readonly bound?: Bound
}

/** Conditions and search words of a query as one fragment for a `where`. */
export function whereOf(table: EntityTable, { where, search, dialect, bound }: WhereRequest): Fragment {
  const parts = [
    ...(where === undefined ? [] : [compileConditions(where, { table, dialect, ...(bound ? { bound } : {}) })]),
    ...(search === undefined ? [] : [searchFragment(table, search)]),
  ]
  return parts.length === 0 ? TRUE : join(parts, ' and ')
}

function searchFragment(table: EntityTable, search: string): Fragment {
  const words = foldForSearch(search).replaceAll('\0', '').split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  if (words.length === 0) return TRUE
  if (!table.hasSearch) return FALSE
  const column = `${quote(table.table)}.${quote(SEARCH_COLUMN)}`
  return {
    sql: `(${words.map(() => `${column} like ? escape '!'`).join(' and ')})`,
    bindings: words.map((word) => `%${word.replace(/[!%_]/g, '!$&')}%`),
  }
}

const MAX_WORDS = 10
