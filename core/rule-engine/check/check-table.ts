import type { JSONPath } from 'jsonc-parser'
import type { Comparison } from '../../model/conditions.js'
import type { CellValue } from '../files/cell-literals.js'
import type { RuleTable, TableRow } from '../files/lower-table.js'
import { type HitPolicy, type RuleList, ruleList } from '../files/rule-list.js'
import { isCellMistake, readCell, type TableInput } from '../files/table-cells.js'
import { checkFactSide, declarationOf } from './check-fact-side.js'
import { checkFit } from './check-fit.js'
import { type Finding, nearest, repeatedIds, suggestion } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'
import { THINGS } from './thing.js'

/** Checks the rules of a file that has a list of them, or the columns and cells of its table; what follows from a rule its kind checks. */
export function checkTable(value: unknown, names: KnownNames): Finding[] {
  const list = ruleList<Ranked>(value)
  const { rules, at, table } = list
  const { kind, hitPolicy } = value as { readonly kind?: string; readonly hitPolicy?: HitPolicy }
  const ids = repeatedIds(
    rules.map(({ id }) => id),
    { path: at, what: table ? 'row' : 'rule' },
  )
  const cells = table ? [...checkColumns(table, names), ...checkRows(table, { kind, names })] : []
  return [...ids, ...cells, ...(hitPolicy === 'priority' ? checkPriorities(list) : [])]
}

interface Ranked {
  readonly id: string
  readonly priority?: number
}

/** Keys that rows have beside their cells. */
const ENVELOPE = ['id', 'title', 'description', 'owner', 'tags', 'enabled', 'mode', 'effective', 'priority']
const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  scoring: ['then'],
  routing: ['then'],
  automation: ['fire', 'then'],
  transition: ['from', 'to', 'reason'],
}
const RESERVED: ReadonlySet<string> = new Set([...ENVELOPE, 'conditions', ...Object.values(OUTCOMES).flat()])

function checkColumns({ inputs }: RuleTable, names: KnownNames): Finding[] {
  const at: JSONPath = ['table', 'inputs']
  const taken = inputs.flatMap(({ id }, index): Finding[] => {
    if (!RESERVED.has(id)) return []
    const message = {
      en: `A column cannot be called "${id}": rows have a key of that name. Call it "${id}-is", for example.`,
      fa: `ستون نمی‌تواند «${id}» نام داشته باشد: سطرها کلیدی با همین نام دارند. برای نمونه آن را «${id}-is» بنامید.`,
    }
    return [{ path: [...at, index, 'id'], code: 'RULE_ID_DUPLICATE', message }]
  })
  return [
    ...repeatedIds(
      inputs.map(({ id }) => id),
      { path: at, what: 'column' },
    ),
    ...taken,
    ...inputs.flatMap((input, index) => checkFactSide(input, { path: [...at, index], names })),
  ]
}

function checkRows(
  { inputs, rows }: RuleTable,
  { kind = '', names }: { readonly kind: string | undefined; readonly names: KnownNames },
): Finding[] {
  const known = new Set(inputs.filter((input) => checkFactSide(input, { path: [], names }).length === 0))
  return rows.flatMap((row, index) => {
    const path: JSONPath = ['table', 'rows', index]
    const cells = inputs.flatMap((input) =>
      checkCell(row, input, { path: [...path, input.id], names, isKnown: known.has(input) }),
    )
    return [...strangeKeys(row, inputs, { path, known: [...ENVELOPE, ...(OUTCOMES[kind] ?? [])] }), ...cells]
  })
}

function checkCell(
  row: TableRow,
  input: TableInput,
  { path, names, isKnown }: { readonly path: JSONPath; readonly names: KnownNames; readonly isKnown: boolean },
): Finding[] {
  const cell = row[input.id] as CellValue | undefined
  const read = readCell(input, cell)
  if (isCellMistake(read)) {
    const { mistake, instead } = read
    const isWay = instead !== undefined && !isCellMistake(readCell(input, instead))
    return [
      {
        path,
        code: 'RULE_CELL_INVALID',
        message: joined({ en: 'This cell cannot be read: ', fa: 'این خانه خوانا نیست: ' }, mistake, '.'),
        ...(isWay ? { repair: { value: instead } } : {}),
      },
    ]
  }
  const [unfit] = isKnown
    ? read.flatMap((comparison) => [...checkFit(comparison, { path, names }), ...untoldInstant(comparison, { path, names })])
    : []
  if (!unfit) return []
  const { repair, ...found } = unfit
  // A cell that says more than one value is not put right by that value.
  const isValue = read.length === 1 && read[0]?.value === cell
  return [{ ...found, path, ...(repair && isValue ? { repair } : {}) }]
}

/** Only a column that says so reads its cells as instants. */
function untoldInstant(
  comparison: Comparison,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { value } = comparison
  const isText = [value].flat().some((each) => typeof each === 'string')
  if (!isText || declarationOf(comparison, names)?.type !== 'dateTime') return []
  const message = {
    en: 'This column holds instants: give it "type": "dateTime".',
    fa: 'این ستون زمان نگه می‌دارد: "type": "dateTime" را برای آن بنویسید.',
  }
  return [{ path, code: 'RULE_CELL_INVALID', message }]
}

function strangeKeys(
  row: TableRow,
  inputs: readonly TableInput[],
  { path, known }: { readonly path: JSONPath; readonly known: readonly string[] },
): Finding[] {
  const columns = inputs.map(({ id }) => id)
  const strange = Object.keys(row).filter((key) => !known.includes(key) && !columns.includes(key))
  return strange.map((key): Finding => {
    const none = { en: `The table has no column "${key}".`, fa: `جدول ستونی به نام «${key}» ندارد.` }
    const message = joined(none, suggestion(key, columns))
    const free = columns.filter((column) => !Object.hasOwn(row, column))
    return { path: [...path, key], pointing: 'key', code: 'RULE_CELL_INVALID', message, ...nearest(key, free, 'key') }
  })
}

/** Where the highest priority counts, each says its own; otherwise two could have the same without anybody having said so. */
function checkPriorities({ rules, at, table }: RuleList<Ranked>): Finding[] {
  const what = table ? 'row' : 'rule'
  return rules.flatMap(({ priority }, index): Finding[] => {
    const path: JSONPath = [...at, index]
    if (priority === undefined) {
      const message = {
        en: `With "hitPolicy": "priority" every ${what} has a "priority"; this one has none.`,
        fa: `با "hitPolicy": "priority" هر ${THINGS[what]} «priority» دارد؛ این یکی ندارد.`,
      }
      return [{ path, code: 'RULE_PRIORITY_UNCLEAR', message }]
    }
    const earlier = rules.findIndex((other) => other.priority === priority)
    if (earlier === index) return []
    const taken = rules[earlier]?.id
    const message = {
      en: `The ${what} "${taken}" has the priority ${priority} already; give this one another.`,
      fa: `${THINGS[what]} «${taken}» پیش‌تر اولویت ${priority} را دارد؛ به این یکی اولویت دیگری بدهید.`,
    }
    return [{ path: [...path, 'priority'], code: 'RULE_PRIORITY_UNCLEAR', message }]
  })
}
