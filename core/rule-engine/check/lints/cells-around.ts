import { type CellValue, spellLiteral } from '../../files/cell-literals.js'
import type { RuleTable } from '../../files/lower-table.js'
import { isCellMistake, readCell, type TableInput } from '../../files/table-cells.js'

/** Cells that take in a value, the widest first, made of what the other cells of the column speak of. */
export function cellsAround(input: TableInput, value: unknown, { rows }: Pick<RuleTable, 'rows'>): readonly CellValue[] {
  if (value === undefined) return ['-', 'missing']
  const spoken = spokenOf(input, rows)
  if (input.type === 'number' || input.type === 'date' || input.type === 'dateTime')
    return ['-', 'not missing', ...ranges(value as CellValue, spoken, input)]
  if (spoken.length === 0) return ['-', 'not missing']
  const own = typeof value === 'string' ? spellLiteral(value) : (value as CellValue)
  return ['-', 'not missing', spoken.includes(value as CellValue) ? own : `not ${spoken.map(spellLiteral).join(', ')}`]
}

/** Every value that the cells of a column name, in their order. */
function spokenOf(input: TableInput, rows: RuleTable['rows']): readonly CellValue[] {
  const read = rows.flatMap((row) => {
    const cell = readCell(input, row[input.id] as CellValue | undefined)
    return isCellMistake(cell)
      ? []
      : cell.filter(({ operator }) => operator !== 'present').flatMap(({ value }) => value as CellValue)
  })
  return [...new Set(read)].sort((left, right) => (left < right ? -1 : 1))
}

function ranges(value: CellValue, limits: readonly CellValue[], { type }: TableInput): readonly string[] {
  const say = (limit: CellValue) => (type === 'dateTime' ? new Date(Number(limit)).toISOString() : String(limit))
  const below = limits.findLast((limit) => limit <= value)
  const above = limits.find((limit) => limit > value)
  const isLimit = below === value
  const from =
    below === undefined
      ? []
      : isLimit
        ? [['[', '>=', say(below)]]
        : [
            ['[', '>=', say(below)],
            ['(', '>', say(below)],
          ]
  const until = [
    ...(above === undefined
      ? []
      : [
          [']', '<=', say(above)],
          [')', '<', say(above)],
        ]),
    ...(isLimit ? [[']', '<=', say(value)]] : []),
  ]
  return [
    ...[...from, ...until].map(([, sign, limit]) => `${sign} ${limit}`),
    ...from.flatMap(([open, , least]) => until.map(([close, , most]) => `${open}${least}..${most}${close}`)),
  ]
}
