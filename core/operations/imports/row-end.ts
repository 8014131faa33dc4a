import type { LocalizedText } from '../../model/text/localized-text.js'
import type { RecordChanges } from '../../store/index.js'
import type { ImportMode } from './import-run.js'
import type { PreparedRow } from './prepared-row.js'
import { joinProblems } from './row-problem.js'

/** What becomes of a row. */
export type RowEnd = 'created' | 'updated' | 'unchanged' | 'failed'

/** A row at its end: what it writes, and what was wrong with it. */
export interface EndedRow {
  readonly row: PreparedRow['row']
  readonly end: RowEnd
  readonly changes?: RecordChanges
  readonly problem?: LocalizedText
}

/** A row that may go on, to make a record or to change the one it is; or why it may not. */
export function rowRefusal(
  { problems, early, isUnreadable = false, matchProblem, found }: PreparedRow,
  { mode, badCells }: RowRules,
): LocalizedText | undefined {
  const refusing = isUnreadable || badCells === 'refuse-row' ? [...problems, ...early.map(({ problem }) => problem)] : []
  const stopping = [...refusing, ...(matchProblem ? [matchProblem] : [])]
  if (stopping.length > 0) return joinProblems(stopping)
  if (found && mode === 'create') return THERE_ALREADY
  return !found && mode === 'update' ? NOT_THERE : undefined
}

/** What a row that came in came in without. */
export function partOf({ problems, early, notes }: Pick<PreparedRow, 'problems' | 'early' | 'notes'>): {
  readonly problem?: LocalizedText
} {
  const told = [...problems, ...early.map(({ problem }) => problem), ...notes]
  return told.length > 0 ? { problem: joinProblems(told) } : {}
}

interface RowRules {
  readonly mode: ImportMode
  readonly badCells: 'refuse-row' | 'leave-out'
}

const THERE_ALREADY: LocalizedText = {
  en: 'There is such a record already, and this import only makes new ones.',
  fa: 'چنین رکوردی هست و این درون‌ریزی تنها رکورد نو می‌سازد.',
}
const NOT_THERE: LocalizedText = {
  en: 'There is no such record, and this import only changes those that are there.',
  fa: 'چنین رکوردی نیست و این درون‌ریزی تنها رکوردهای موجود را تغییر می‌دهد.',
}
