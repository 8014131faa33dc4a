import type { Dialect } from '../database/database.js'
import { type Answer, FALSE, not, unanswered } from './answer.js'
import type { ColumnComparison } from './column-comparison.js'

interface Elements {
  readonly every: boolean
  readonly ask: (comparison: ColumnComparison) => Answer
  readonly dialect: Dialect
}

/** `someFact` and `everyFact`: a comparison of each choice of a multi-select; every one of none holds, a missing list does not. */
export function compareElements(list: ColumnComparison, { every, ask, dialect }: Elements): Answer {
  const { column, ref } = list
  if (column.kind === 'json') return unanswered(`Field "${column.field}" holds any JSON`)
  if (column.kind !== 'list') return FALSE
  const element = { ...column, kind: 'text', declaration: { type: 'string' } } as const
  const answer = ask({ ...list, column: element, ref: 'element.value' })
  if (answer.doubt) return unanswered(answer.why ?? 'Folded texts inside a list')
  const elements =
    dialect === 'sqlite' ? `json_each(${ref}) as element` : `jsonb_array_elements_text(${ref}::jsonb) as element(value)`
  const { sql, bindings } = every ? not(answer) : answer
  const exists = `exists (select 1 from ${elements} where ${sql})`
  return { sql: every ? `(${ref} is not null and not ${exists})` : exists, bindings }
}
