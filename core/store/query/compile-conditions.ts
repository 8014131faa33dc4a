import { CrmError } from '../../errors.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import type { Dialect, Fragment } from '../database/database.js'
import type { EntityTable } from '../rows/entity-table.js'
import { compare, FALSE, notSql, TRUE } from './compare.js'
import { columnRef, fieldColumn } from './field-column.js'

/**
 * Writes conditions over the fields of one entity as SQL. The same records match as when the conditions run as a closure,
 * those with missing values included. Names come from declarations, every value is bound.
 * @throws {CrmError} FILTER_FIELD_UNKNOWN, FILTER_INVALID, FILTER_NOT_SQL, FILTER_TOO_LARGE
 * @example compileConditions({ all: [{ fact: 'lead', path: '$.grade', operator: 'equal', value: 'A' }] }, { table, dialect })
 */
export function compileConditions(
  conditions: Conditions,
  { table, dialect }: { table: EntityTable; dialect: Dialect },
): Fragment {
  let leaves = 0
  const compileNode = (node: ConditionNode, isNegated: boolean, depth: number): Fragment => {
    if (depth > MAX_DEPTH) tooLarge()
    const group = (nodes: readonly ConditionNode[], isAll: boolean) => {
      if (nodes.length === 0) return isNegated ? FALSE : TRUE
      return join(
        nodes.map((each) => compileNode(each, isNegated, depth + 1)),
        isAll === isNegated ? ' or ' : ' and ',
      )
    }
    if ('all' in node) return group(node.all, true)
    if ('any' in node) return group(node.any, false)
    if ('not' in node) return compileNode(node.not, !isNegated, depth + 1)
    if ('condition' in node) return notSql(`The named condition "${node.condition}", which must be written out first`)
    if (++leaves > MAX_LEAVES) tooLarge()
    return compileLeaf(node, isNegated)
  }
  const compileLeaf = (leaf: Comparison, isNegated: boolean): Fragment => {
    const path = fieldPath(leaf, table)
    const column = fieldColumn(table, path)
    if (column.part !== undefined && !path.includes('.')) notSql(`Field "${path}" is money; name "$.${path}.amount"`)
    const { operator, value } = leaf
    return compare({ column, ref: columnRef(table, column), operator, value, isNegated }, dialect)
  }
  return compileNode(conditions, false, 0)
}

/** Joins fragments in brackets. */
export function join(fragments: readonly Fragment[], by: ' and ' | ' or '): Fragment {
  return { sql: `(${fragments.map(({ sql }) => sql).join(by)})`, bindings: fragments.flatMap(({ bindings }) => bindings) }
}

function fieldPath({ fact, path, params, value }: Comparison, { entity }: EntityTable): string {
  if (fact !== entity) notSql(`Fact "${fact}" beside the fields of "${entity}"`)
  if (params !== undefined && Object.keys(params).length > 0) notSql(`Parameters of fact "${fact}"`)
  if (typeof value === 'object' && value !== null && 'fact' in value) notSql('A comparison of two facts')
  const name = path?.match(FIELD_PATH)?.[1]
  return name ?? notSql(`Path "${path ?? ''}"`)
}

const FIELD_PATH = /^\$\.([a-zA-Z0-9]+(?:\.[a-zA-Z]+)?)$/
// SQLite refuses expressions nested deeper than a thousand, and a joined list nests once per item.
const MAX_LEAVES = 500
const MAX_DEPTH = 20

function tooLarge(): never {
  throw new CrmError('FILTER_TOO_LARGE', `A filter may hold ${MAX_LEAVES} comparisons and nest ${MAX_DEPTH} levels deep.`)
}
