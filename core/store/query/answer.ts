import { CrmError } from '../../errors.js'
import type { Fragment } from '../database/database.js'

/** What the database says of one comparison: SQL that is true, false, or unknown where a value is missing. */
export interface Answer extends Fragment {
  /** Holds for the records of which the database cannot tell; what it says of them means nothing. */
  readonly doubt?: Fragment
  /** What stands in the way, where it can tell of no record. */
  readonly why?: string
}

/**
 * How close SQL must come to conditions. `exact` refuses what it cannot answer, `most` finds every record for which they can
 * hold, `sure` only those for which they certainly do, `unsure` the ones between.
 */
export type Bound = 'exact' | 'most' | 'sure' | 'unsure'

export const TRUE: Fragment = { sql: '1 = 1', bindings: [] }
export const FALSE: Fragment = { sql: '1 = 0', bindings: [] }

/** The answer to what the database cannot answer for any record. */
export const unanswered = (why: string): Answer => ({ ...FALSE, doubt: TRUE, why })

/** @throws {CrmError} FILTER_NOT_SQL */
export function notSql(what: string): never {
  throw new CrmError('FILTER_NOT_SQL', `${what}: the database cannot answer that.`)
}

/** Joins fragments in brackets. */
export function join(fragments: readonly Fragment[], by: ' and ' | ' or '): Fragment {
  return { sql: `(${fragments.map(({ sql }) => sql).join(by)})`, bindings: fragments.flatMap(({ bindings }) => bindings) }
}

/** True where a fragment is false or unknown. */
export function not(fragment: Fragment): Fragment {
  if (fragment === TRUE) return FALSE
  return fragment === FALSE ? TRUE : { sql: `(${fragment.sql}) is not true`, bindings: fragment.bindings }
}

/** The opposite answer; what was in doubt stays so. */
export const negated = ({ doubt, ...holds }: Answer): Answer =>
  doubt === undefined ? not(plain(holds)) : { ...not(plain(holds)), ...(holds.why && { why: holds.why }), doubt }

/**
 * An answer as a condition of a query.
 * @throws {CrmError} FILTER_NOT_SQL where it must be exact and is not.
 */
export function bounded(answer: Answer, bound: Exclude<Bound, 'unsure'>): Fragment {
  const { doubt, why = 'A text or date out of the ordinary' } = answer
  if (doubt === undefined) return plain(answer)
  if (bound === 'exact') return notSql(why)
  if (doubt === TRUE) return bound === 'most' ? TRUE : FALSE
  return bound === 'most' ? join([plain(answer), doubt], ' or ') : join([plain(answer), not(doubt)], ' and ')
}

function plain({ sql, bindings }: Fragment): Fragment {
  if (sql === TRUE.sql) return TRUE
  return sql === FALSE.sql ? FALSE : { sql, bindings }
}
