import type { DecidedLead } from '../../model/decision.js'

/** One lead as both rule sets decide about it. */
export interface DecidedTwice {
  readonly before: DecidedLead
  readonly after: DecidedLead
  /** The routing rules by which it would be sent if it came in now; absent where they are not compared. */
  readonly routes?: { readonly before: string; readonly after: string }
}
