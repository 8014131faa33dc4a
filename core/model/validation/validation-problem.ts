import type { LocalizedText } from '../text/localized-text.js'

/** One mistake in a value. */
export interface ValidationProblem {
  /** JSON pointer of the place, for example `/lines/0/amount`; of the place that should be there where one is missing. */
  readonly path: string
  /** First part of the path, which for a record is the field; empty when the value as a whole is wrong. */
  readonly field: string
  readonly message: LocalizedText
  /** The keyword of JSON Schema that was broken, or `coerce` where a value could not be read as the field's type. */
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}
