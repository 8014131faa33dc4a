import { CrmError } from '../../errors.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import type { Dialect, Fragment } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import { compareActivities } from './activity-figure.js'
import { type Answer, type Bound, bounded, FALSE, join, negated, not, TRUE, unanswered } from './answer.js'
import { compare } from './compare.js'
import { columnRef, fieldColumn } from './field-column.js'

interface Writing {
  readonly table: EntityTable
  readonly dialect: Dialect
  /** `exact` without it. */
  readonly bound?: Bound
}

/**
 * Writes conditions over the fields of one entity as SQL. The same records match as when the conditions run as a closure,
 * those with missing values included. Names come from declarations, every value is bound.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN, FILTER_INVALID, FILTER_TOO_LARGE; FILTER_NOT_SQL where it is to be exact.
 * @example compileConditions({ all: [{ fact: 'lead', path: '$.grade', operator: 'equal', value: 'A' }] }, { table, dialect })
 */
export function compileConditions(conditions: Conditions, { table, dialect, bound = 'exact' }: Writing): Fragment {
  const write = (to: Exclude<Bound, 'unsure'>) =>
    writeConditions(conditions, { leaf: (leaf) => answerOf(leaf, { table, dialect }), bound: to })
  const written = bound === 'unsure' ? join([write('most'), not(write('sure'))], ' and ') : write(bound)
  if (written.bindings.length > MAX_BINDINGS) tooLarge()
  return written
}

/** Whether the database alone can answer one comparison: for every record, for those whose value is not out of the ordinary, or for none. */
export function answersAlone(leaf: Comparison, writing: Pick<Writing, 'table' | 'dialect'>): 'all' | 'most' | 'none' {
  const { doubt } = answerOf(leaf, writing)
  if (doubt === undefined) return 'all'
  return doubt === TRUE ? 'none' : 'most'
}

interface Writer {
  readonly leaf: (leaf: Comparison) => Answer
  readonly bound: Exclude<Bound, 'unsure'>
}

// A negation is carried down to the comparisons, where it meets what cannot be told: what may hold may also not hold.
function writeConditions(conditions: Conditions, { leaf, bound }: Writer): Fragment {
  let leaves = 0
  const writeNode = (node: ConditionNode, isNegated: boolean, depth: number): Fragment => {
    if (depth > MAX_DEPTH) tooLarge()
    const group = (nodes: readonly ConditionNode[], isAll: boolean) => {
      if (nodes.length === 0) return isNegated ? FALSE : TRUE
      return join(
        nodes.map((each) => writeNode(each, isNegated, depth + 1)),
        isAll === isNegated ? ' or ' : ' and ',
      )
    }
    if ('all' in node) return group(node.all, true)
    if ('any' in node) return group(node.any, false)
    if ('not' in node) return writeNode(node.not, !isNegated, depth + 1)
    if (++leaves > MAX_LEAVES) tooLarge()
    const answer =
      'fact' in node ? leaf(node) : unanswered(`The named condition "${node.condition}", which must be written out first`)
    return bounded(isNegated ? negated(answer) : answer, bound)
  }
  return writeNode(conditions, false, 0)
}

function answerOf(leaf: Comparison, { table, dialect }: Pick<Writing, 'table' | 'dialect'>): Answer {
  const { fact, params = {}, path, operator, value } = leaf
  if (typeof value === 'object' && value !== null && 'fact' in value) return unanswered('A comparison of two facts')
  if (table.entity === 'lead' && (fact === 'activityCount' || fact === 'lastActivity')) return compareActivities(leaf, dialect)
  if (fact !== table.entity) return unanswered(`Fact "${fact}" beside the fields of "${table.entity}"`)
  if (Object.keys(params).length > 0) return unanswered(`Parameters of fact "${fact}"`)
  const name = path?.match(FIELD_PATH)?.[1]
  if (name === undefined) return unanswered(`Path "${path ?? ''}"`)
  const column = fieldColumn(table, name)
  if (column.part !== undefined && !name.includes('.') && operator !== 'present')
    return unanswered(`Field "${name}" is money; name "$.${name}.amount"`)
  return compare({ column, ref: columnRef(table, column), operator, value }, dialect)
}

const FIELD_PATH = /^\$\.([a-zA-Z0-9]+(?:\.[a-zA-Z]+)?)$/
// SQLite refuses expressions nested deeper than a thousand, and a joined list nests once per item; it takes 32,766 values.
const MAX_LEAVES = 500
const MAX_DEPTH = 20
const MAX_BINDINGS = 15_000

function tooLarge(): never {
  throw new CrmError('FILTER_TOO_LARGE', `A filter may hold ${MAX_LEAVES} comparisons and nest ${MAX_DEPTH} levels deep.`)
}
