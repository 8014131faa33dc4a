import { extname } from 'node:path'
import { wrongArgument } from '../parse-arguments.js'

/** The format of a sheet by the end of its name. */
export function sheetFormat(path: string): 'csv' | 'xlsx' {
  const end = extname(path).toLowerCase()
  if (end === '.csv' || end === '.xlsx') return end === '.csv' ? 'csv' : 'xlsx'
  throw wrongArgument(path, 'a sheet is a .csv or an .xlsx file.')
}
