import type { TransitionRefusal } from '../model/lifecycle.js'
import type { LocalizedText } from '../model/text/localized-text.js'

/** A value now or later; every plugin method may answer either way. */
export type Awaitable<T> = T | Promise<T>

/** What stands in the way of a change, where a machine or a page in another language must tell it apart. */
export type RefusalCode =
  | TransitionRefusal['code']
  | 'changed-meanwhile'
  | 'unknown-owner'
  | 'unknown-queue'
  | 'unknown-reference'
  | 'last-admin'
  | 'claim-under-way'
  | 'lead-taken'
  | 'lead-closed'
  | 'no-queue'
  | 'not-a-member'
  | 'not-a-pool'
  | 'inactive'
  | 'at-capacity'
  | 'claim-limit-open'
  | 'claim-limit-day'
  | 'no-owner'
  | 'not-the-owner'
  | 'pipeline-unknown'
  | 'dates-order'
  | 'currency-mixed'
  | 'amount-of-lines'
  | 'needs-conversion'
  | 'value-unfit'
  | 'merged-already'
  | 'same-record'
  | 'still-referenced'
  | 'key-used'
  | 'undo-late'
  | 'undo-never'
  | 'undone-already'
  | 'undo-in-the-way'

/** A "no" that a person can read. A guard answers it; it does not throw. */
export interface Refusal {
  readonly refused: string
  /** The same for readers of each language, where whoever refuses knows it. */
  readonly words?: LocalizedText
  /** What kind of "no", where a machine must tell them apart: the sender did not prove itself, or there is no such form or mapping. */
  readonly because?: 'unproven' | 'unknown'
  /** The fields that it is about, so that a page can mark them. */
  readonly fields?: readonly string[]
  /** What is wrong with the values of these fields, where a page can say it in its reader's language. */
  readonly problems?: readonly FieldProblem[]
  readonly code?: RefusalCode
  /** What the code speaks of: the statuses that may follow, the missing fields, the reasons to choose from, the unknown id. */
  readonly details?: readonly string[]
}

/** A value that its field cannot take, and why. */
export interface FieldProblem {
  readonly field: string
  readonly message: LocalizedText
}

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && typeof (answer as { refused?: unknown }).refused === 'string'
}
