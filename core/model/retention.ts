import type { LocalizedText } from './text/localized-text.js'

/** For how long a lead is kept that is neither open nor converted, counted from the last thing that happened to it. */
export interface RetentionRule {
  readonly id: string
  readonly title?: LocalizedText
  /** Lead sources that it is about; all without it. Of several rules for a source the first counts. */
  readonly sources?: readonly string[]
  /** ISO 8601, for example `P2Y`. */
  readonly after: string
  /** `anonymise` keeps the lead for figures, without anything that says who it was. */
  readonly action: 'erase' | 'anonymise'
}
