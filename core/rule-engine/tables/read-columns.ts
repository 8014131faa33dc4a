import type { CrmError } from '../../errors.js'
import type { RuleTable } from '../files/lower-table.js'
import { columnsOf, newColumn, type SheetColumn } from './sheet-columns.js'
import { sheetError } from './sheet-error.js'
import type { SheetCell } from './table-sheet.js'

interface Wish {
  readonly file: string
  readonly table: RuleTable
}

/** Reads the names of the columns. Those that an export writes must all be there, in any order; further ones may be. */
export function readColumns(
  header: readonly SheetCell[],
  { file, table }: Wish,
): { readonly columns: readonly SheetColumn[]; readonly mistakes: readonly CrmError[] } {
  const known = columnsOf(table)
  const names = header.map((cell) => String(cell).trim())
  const used = names.slice(0, names.findLastIndex((name) => name !== '') + 1)
  const read = used.map((name) => known.find((column) => column.name === name) ?? newColumn(name, known))
  const strange = read.flatMap((column, index) => {
    const spot = { row: 1, column: index + 1, field: used[index] ?? '' }
    if (typeof column === 'string') return [sheetError(file, spot, column.replace(/\.$/, ''))]
    return used.indexOf(column.name) < index ? [sheetError(file, spot, 'this column stands there twice')] : []
  })
  const missing = known.filter(({ name }) => !used.includes(name))
  const lost = missing.map(({ name }) =>
    sheetError(
      file,
      { row: 1, column: used.length + 1, field: name },
      `the column "${name}" is missing; what it holds would be lost`,
    ),
  )
  return { columns: read.filter((column) => typeof column !== 'string'), mistakes: [...strange, ...lost] }
}
