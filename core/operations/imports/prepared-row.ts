import type { TouchMarks } from '../../model/entities/touch.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import type { FileRow } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import type { NamedRecord } from './find-references.js'

/** A row as it was read: values in the types of their fields, and what it was found to be. */
export interface PreparedRow {
  readonly row: FileRow
  readonly values: Readonly<Record<string, unknown>>
  /** Where a lead came from, as the mapping reads it. */
  readonly touch?: TouchMarks
  /** Records that its values name and that are to be made with it, by field. */
  readonly toMake: readonly NamedRecord[]
  /** Names that were not found, of records that an earlier row of the file may make. */
  readonly early: readonly EarlyName[]
  /** It cannot be read at all: nothing of it is known for sure, so that leaving cells out does not help. */
  readonly isUnreadable?: boolean
  /** What is wrong with its cells; those values are left out. */
  readonly problems: readonly LocalizedText[]
  /** What it comes in without, as the mapping allows. */
  readonly notes: readonly LocalizedText[]
  /** Why it cannot be told which record it is. */
  readonly matchProblem?: LocalizedText
  readonly found?: StoredRecord
  /** Under which keys another row would be the same record. */
  readonly keys: readonly string[]
}

/** A name that was not found, and what is said of it where no earlier row makes it. */
export interface EarlyName {
  readonly name: NamedRecord
  readonly problem: LocalizedText
}

/** A row of which it is not yet known what record it is. */
export type CheckedRow = Omit<PreparedRow, 'found' | 'keys' | 'matchProblem'>
