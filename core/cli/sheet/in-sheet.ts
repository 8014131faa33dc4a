import { getLocation } from 'jsonc-parser'
import { CrmError } from '../../errors.js'
import { type ImportedTable, letters } from '../../rule-engine/index.js'

/** A mistake of a rule file that was made in a sheet, by row and column of the sheet; one made elsewhere stays as it is. */
export function inSheet(
  mistake: CrmError,
  { file, imported }: { readonly file: string; readonly imported: ImportedTable },
): CrmError {
  const { line = 1, column = 1, ...details } = mistake.details
  const place = imported.sheetPlace(getLocation(imported.text, offsetOf(imported.text, line, column) + 1).path)
  if (!place) return mistake
  const cell = place.column === undefined ? `Row ${place.row}` : `Cell ${letters(place.column)}${place.row}`
  // What would put the file right does not put the sheet right.
  const { fix: _fix, ...rest } = details
  const where = { file, line: place.row, ...(place.column === undefined ? {} : { column: place.column }) }
  return new CrmError(mistake.code, `${cell}: ${mistake.message}`, { cause: mistake.cause, details: { ...rest, ...where } })
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n', line - 1)
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1
}
