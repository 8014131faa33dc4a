import type { JSONPath } from 'jsonc-parser'
import type { RoutingTable, TableRow } from '../files/lower-table.js'
import { readCell, type TableInput } from '../files/table-cells.js'
import type { RoutingRule, RoutingTarget } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import { checkFactSide } from './check-fact-side.js'
import { checkFit } from './check-fit.js'
import { checkParams } from './check-params.js'
import { checkReach } from './check-reach.js'
import { type Finding, repeatedIds, suggestion, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

interface RoutingContent {
  readonly complete?: boolean
  readonly rules?: readonly RoutingRule[]
  readonly table?: RoutingTable
}

/** Checks routing written as rules or as a table: conditions or cells, and where each sends a lead. */
export function checkRouting(value: unknown, names: KnownNames): Finding[] {
  const { complete, rules, table } = value as RoutingContent
  return [
    ...(table ? checkTable(table, names) : checkRules(rules ?? [], names)),
    ...checkReach({ complete: complete === true, rules: rules ?? [], ...(table ? { table } : {}) }),
  ]
}

function checkRules(rules: readonly RoutingRule[], names: KnownNames): Finding[] {
  return [
    ...repeatedIds(
      rules.map(({ id }) => id),
      { path: ['rules'], what: 'rule' },
    ),
    ...rules.flatMap(({ conditions, then }, index) => [
      ...(conditions ? checkConditions(conditions, { path: ['rules', index, 'conditions'], names }) : []),
      ...checkTarget(then, { path: ['rules', index, 'then'], names }),
    ]),
  ]
}

function checkTable({ inputs, rows }: RoutingTable, names: KnownNames): Finding[] {
  const rowsAt: JSONPath = ['table', 'rows']
  return [
    ...repeatedIds(
      inputs.map(({ id }) => id),
      { path: ['table', 'inputs'], what: 'column' },
    ),
    ...inputs.flatMap((input, index) => checkFactSide(input, { path: ['table', 'inputs', index], names })),
    ...repeatedIds(
      rows.map(({ id }) => id),
      { path: rowsAt, what: 'row' },
    ),
    ...rows.flatMap((row, index) => [
      ...checkCells(row, { inputs, path: [...rowsAt, index], names }),
      ...checkTarget(row.then, { path: [...rowsAt, index, 'then'], names }),
    ]),
  ]
}

const ROW_KEYS: ReadonlySet<string> = new Set([
  'id',
  'title',
  'description',
  'owner',
  'tags',
  'enabled',
  'mode',
  'effective',
  'priority',
  'then',
])

function checkCells(
  row: TableRow,
  { inputs, path, names }: { readonly inputs: readonly TableInput[]; readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const columns = inputs.map(({ id }) => id)
  const strange = Object.keys(row).filter((key) => !ROW_KEYS.has(key) && !columns.includes(key))
  const known = new Set(inputs.filter((input) => checkFactSide(input, { path, names }).length === 0))
  const cells = inputs.flatMap((input): Finding[] => {
    const read = readCell(input, row[input.id] as string | number | boolean | undefined)
    const at = [...path, input.id]
    if (typeof read === 'string') return [{ path: at, code: 'RULE_CELL_INVALID', message: `This cell cannot be read: ${read}.` }]
    const [unfit] = known.has(input) ? read.flatMap((comparison) => checkFit(comparison, { path: at, names })) : []
    return unfit ? [{ ...unfit, path: at }] : []
  })
  const unknown = strange.map((key): Finding => {
    const message = `The table has no column "${key}".${suggestion(key, columns)}`
    return { path: [...path, key], pointing: 'key', code: 'RULE_CELL_INVALID', message }
  })
  return [...unknown, ...cells]
}

function checkTarget(
  { queue, strategy, params, owner }: RoutingTarget,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { strategies } = names.vocabulary
  if (queue === undefined && owner === undefined)
    return [
      { path, code: 'RULE_TARGET_MISSING', message: 'This sends the lead nowhere: name a "queue", or an "owner" by e-mail.' },
    ]
  const known = strategy !== undefined && Object.hasOwn(strategies, strategy) ? strategies[strategy] : undefined
  return [
    ...unknownName(queue, names.queues, { path: [...path, 'queue'], code: 'RULE_QUEUE_UNKNOWN', what: 'queue' }),
    ...unknownName(strategy, Object.keys(strategies), {
      path: [...path, 'strategy'],
      code: 'RULE_STRATEGY_UNKNOWN',
      what: 'assignment strategy',
    }),
    ...(known ? checkParams(params, known.params, { path: [...path, 'params'], what: `The strategy "${strategy}"`, names }) : []),
  ]
}
