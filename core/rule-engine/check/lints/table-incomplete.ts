import type { SaidMessage } from '../../../errors.js'
import type { Comparison } from '../../../model/conditions.js'
import type { Point } from '../../analyse/analysis.js'
import { describePoint } from '../../analyse/describe-point.js'
import { rowGap } from '../../analyse/row-gap.js'
import type { Box, RowSpace } from '../../analyse/row-space.js'
import { pointWonBy, ruleOrder } from '../../analyse/rule-order.js'
import { joined } from '../joined.js'
import type { Lint, LintContext, PlacedFinding } from './lint.js'
import { type MissingRow, missingRows, sharedOutcome } from './missing-rows.js'
import { type PlacedTable, placedTables, spaceOf } from './placed-tables.js'
import { withRows } from './with-rows.js'

/** Finds leads that no row of a complete table matches, and proposes the rows that are missing. */
export const tableIncomplete: Lint = (context) =>
  placedTables(context)
    .filter(({ isComplete }) => isComplete)
    .flatMap((placed) => {
      const space = placed.table ? spaceOf(placed, context) : undefined
      if (!space) return gapAnywhere(placed, context)
      const within = statusesOf(placed, space)
      const { point, exact } = rowGap(space, { budget: context.left, ...within })
      context.spend(space.size)
      if (!point || !exact) return point ? gapAnywhere(placed, context) : []
      return [
        findingOf(placed, { example: point, rows: missingRows(placed, { space, ...within, context }), scope: context.scope }),
      ]
    })

/** Transitions promise something about the statuses that they start from. */
function statusesOf({ kind, rules }: PlacedTable, { space, boxes }: RowSpace): { readonly within?: Box } {
  const place = kind === 'transition' ? space.choices.findIndex(({ variable }) => variable.key === 'lead$.status') : -1
  if (place < 0 || rules.length === 0) return {}
  const open = space.choices.map(({ values }) => new Uint8Array(values.length).fill(1))
  open[place]?.forEach((_, value, box) => {
    if (!boxes.some((row) => row[place]?.[value] === 1)) box[value] = 0
  })
  return { within: open }
}

/** Rules that stand in a list, and rows that compare one thing with another. */
function gapAnywhere(placed: PlacedTable, context: LintContext): readonly PlacedFinding[] {
  const { rules, kind } = placed
  const order = ruleOrder(
    rules.map(({ entry }) => entry),
    context.scope,
  )
  const from = [...new Set(rules.flatMap(({ written }) => (kind === 'transition' ? (written['from'] as readonly string[]) : [])))]
  const elsewhere: Comparison = { fact: 'lead', path: '$.status', operator: 'notIn', value: from }
  const gap = pointWonBy(order, undefined, {
    scope: { ...context.scope, budget: context.left },
    fails: kind === 'transition' ? [elsewhere] : [],
  })
  context.spend(gap.cost)
  return gap.point ? [findingOf(placed, { example: gap.point, rows: [], scope: context.scope })] : []
}

function proposal(rows: readonly MissingRow[], isSaid: boolean): SaidMessage {
  if (rows.length === 0) return { en: '', fa: '' }
  const written = rows.map((row) => JSON.stringify(row))
  const missing = { en: ` What is missing: ${written.join(', ')}.`, fa: ` آنچه کم است: ${written.join('، ')}.` }
  return isSaid ? missing : joined(missing, WHAT_IT_DOES)
}

const WHAT_IT_DOES: SaidMessage = {
  en: ' What such a lead gets, only you can say: write it into the row.',
  fa: ' این‌که با چنین سرنخی چه شود را تنها شما می‌دانید: آن را در سطر بنویسید.',
}

interface Gap {
  readonly example: Point
  readonly rows: readonly MissingRow[]
  readonly scope: LintContext['scope']
}

function findingOf({ source, table, rules }: PlacedTable, { example, rows, scope }: Gap): PlacedFinding {
  const last = rules.at(-1)
  const lead = describePoint(example, scope)
  const what = table ? { en: 'row', fa: 'سطر', one: 'سطری' } : { en: 'rule', fa: 'قاعدهٔ', one: 'قاعده‌ای' }
  const isSaid = sharedOutcome(table) !== undefined
  const promise = {
    en: `"complete" promises that every lead matches, but no ${what.en} does for ${lead.en}.`,
    fa: `«complete» وعده می‌دهد که همهٔ سرنخ‌ها پذیرفته شوند، ولی هیچ ${what.one} برای ${lead.fa} نیست.`,
  }
  const way = {
    en: ` Add it, or a last ${what.en} that always matches.`,
    fa: ` آن را بیفزایید، یا ${what.fa} آخری که همیشه صدق کند.`,
  }
  const message = joined(promise, proposal(rows, isSaid), way)
  const narrow = table?.inputs.find(({ id }) => last?.written[id] !== undefined && last.written[id] !== '-')
  const path = [...(last?.path ?? ['complete']), ...(narrow ? [narrow.id] : [])]
  const fix = isSaid ? withRows(source, rows) : undefined
  return { source, finding: { path, code: 'RULE_TABLE_INCOMPLETE', message, ...(fix ? { fix } : {}) } }
}
