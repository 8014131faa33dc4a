import { createHash } from 'node:crypto'
import {
  canonicalJson,
  compileMapping,
  type FileRow,
  type LocalizedText,
  type MappingDefinition,
  type PluginContext,
} from '../../core/plugin-api/index.js'
import type { CsvLimits } from './csv-limits.js'
import { shown, UNDECODED } from './decode-bytes.js'
import { persianDigits } from './persian-digits.js'
import type { SheetRecord } from './read-records.js'
import type { Column } from './sheet-header.js'

const LONGEST_KEY = 150

/** What every row of one file shares. */
export interface Sheet {
  readonly mapping: MappingDefinition
  readonly limits: CsvLimits
  readonly columns: readonly Column[]
  readonly log: PluginContext['log']
}

/** Prepares the reading of a file's rows; columns that the mapping does not know are named once, in the log. */
export function rowReader({ mapping, limits, columns, log }: Sheet): (record: SheetRecord, row: number) => FileRow {
  const { fields: _fields, touch: _touch, ...keyAlone } = mapping
  const keyOf = compileMapping({ ...keyAlone, fields: {} })
  const [empty] = compileMapping(mapping)(
    Object.fromEntries(columns.flatMap(({ name, isUnnamed }) => (isUnnamed ? [] : [[name, '']]))),
  )
  if (empty?.unknownColumns)
    log('The file has columns that the mapping neither reads nor ignores.', { columns: empty.unknownColumns })
  const names = columns.map(({ name }) => name)
  return (record, row) => {
    const problem = record.problem ?? problemOf(record.cells, { columns, limits })
    if (problem) return { row, columns: names, cells: named(record.cells.map(shown), columns), problem }
    const cells = named(record.cells, columns)
    const key = keyOf(cells)[0]?.key
    const idempotencyKey = `${key === undefined ? '' : `${shortened(key)}:`}${digest(canonicalJson(cells))}`
    return { row, columns: names, cells, submission: { channel: mapping.id, payload: cells, idempotencyKey } }
  }
}

function named(given: readonly string[], columns: readonly Column[]): Readonly<Record<string, string>> {
  const extra = given.slice(columns.length).map((cell, index) => [`column ${columns.length + index + 1}`, cell] as const)
  const pairs = columns.flatMap(({ name, isUnnamed }, index) => {
    const cell = given[index]
    return cell === undefined || (isUnnamed && cell.trim() === '') ? [] : [[name, cell] as const]
  })
  return Object.fromEntries([...pairs, ...extra])
}

function problemOf(given: readonly string[], { columns, limits }: Pick<Sheet, 'columns' | 'limits'>): LocalizedText | undefined {
  if (given.length !== columns.length && !isOnlyBlank(given.slice(columns.length))) return wrongLength(given, columns)
  if (given.length < columns.length && !columns.slice(given.length).every(({ isUnnamed }) => isUnnamed))
    return wrongLength(given, columns)
  const unread = given.findIndex((cell) => UNDECODED.test(cell))
  if (unread >= 0) {
    const name = columns[unread]?.name
    return {
      en: `The cell in column "${name}" holds bytes that are no letters in the encoding of the file.`,
      fa: `خانهٔ ستون «${name}» بایت‌هایی دارد که در کدگذاری این فایل هیچ نویسه‌ای نیستند.`,
    }
  }
  const most = limits.maxCellKilobytes * 1_024
  const endless = given.findIndex((cell) => cell.length > most)
  if (endless < 0) return undefined
  const name = columns[endless]?.name
  return {
    en: `The cell in column "${name}" is longer than ${limits.maxCellKilobytes} KB.`,
    fa: `خانهٔ ستون «${name}» از ${persianDigits(limits.maxCellKilobytes)} کیلوبایت بلندتر است.`,
  }
}

function wrongLength(given: readonly string[], columns: readonly Column[]): LocalizedText {
  return {
    en: `The row has ${given.length} cells, the header has ${columns.length}.`,
    fa: `این ردیف ${persianDigits(given.length)} خانه دارد و سطر عنوان ${persianDigits(columns.length)} خانه.`,
  }
}

/** Programs write separators behind the last column; without anything between them they say nothing. */
const isOnlyBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')
const shortened = (key: string): string => (key.length > LONGEST_KEY ? digest(key) : key)
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
