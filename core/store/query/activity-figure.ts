import type { Comparison } from '../../model/conditions.js'
import type { Dialect, Fragment } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import { type Answer, FALSE, TRUE, unanswered } from './answer.js'
import { compare } from './compare.js'

/**
 * Compares a figure over the activities of each lead: how many there are of a type, since an instant if one is given, or when
 * the last one was.
 */
export function compareActivities({ fact, params = {}, path, operator, value }: Comparison, dialect: Dialect): Answer {
  const { type, since = 0, ...others } = params
  const isCount = fact === 'activityCount'
  const isUsual = (typeof type === 'string' && !type.includes('\0')) || (!isCount && type === undefined)
  if (!isUsual || typeof since !== 'number' || Object.keys(others).length > 0 || path !== undefined)
    return unanswered(`Fact "${fact}" in this form`)
  const column: Column = { name: 'figure', kind: 'integer', field: fact, declaration: { type: isCount ? 'integer' : 'dateTime' } }
  const { doubt, why, ...test } = compare({ column, ref: '"figure"', operator, value }, dialect)
  if (doubt) return unanswered(why ?? `Fact "${fact}"`)
  if (test.sql === TRUE.sql || test.sql === FALSE.sql) return test
  const of: Fragment = type === undefined ? TRUE : { sql: '"type" = ?', bindings: [type as string] }
  const from: Fragment = isCount ? { sql: '"at" >= ?', bindings: [Math.ceil(since)] } : TRUE
  const figure = `select ${isCount ? 'count(*)' : 'max("at")'} as "figure" from "activity"`
  return {
    sql: `(select ${test.sql} from (${figure} where "lead_id" = "lead"."id" and ${of.sql} and ${from.sql}) as "figures")`,
    bindings: [...test.bindings, ...of.bindings, ...from.bindings],
  }
}
