import { type Answer, FALSE, join, not, unanswered } from './answer.js'
import type { ColumnComparison } from './column-comparison.js'

/** Stretches of time, each from its beginning up to before its end, that were worked out for the values inside `known`. */
interface Stretches<T> {
  readonly known: readonly [T, T]
  readonly stretches: readonly (readonly [T, T])[]
}

/**
 * Whether an instant (or a day) lies in one of the stretches; of one outside what was worked out the database cannot tell.
 * The operator `#within` is written for parts of the Jalali calendar; no file and no plugin can use its name.
 */
export function isWithin({ column, ref, value }: ColumnComparison): Answer {
  const { type } = column.declaration
  if (type !== 'dateTime' && type !== 'date') return unanswered(`Field "${column.field}" is no date`)
  const { known, stretches } = value as Stretches<number | string>
  const inside = ([from, until]: readonly [number | string, number | string]) => ({
    sql: `(${ref} >= ? and ${ref} < ?)`,
    bindings: [from, until],
  })
  const isPlain = type === 'date' ? [{ sql: `${ref} like ?`, bindings: ['____-__-__'] }] : []
  const outside = join([{ sql: `${ref} is not null`, bindings: [] }, not(join([inside(known), ...isPlain], ' and '))], ' and ')
  return { ...(stretches.length === 0 ? FALSE : join(stretches.map(inside), ' or ')), doubt: outside }
}
