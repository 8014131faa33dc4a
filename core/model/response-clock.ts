/** The clock of an answer that a customer waits for; stands on the lead as `responseClock`. */
export interface ResponseClock {
  /** The target that set it, `<file>/<target>`. */
  readonly target: string
  readonly kind: 'first' | 'next'
  /** Since when the customer waits. */
  readonly since: number
  /** Since when the clock runs; absent while it stands still. */
  readonly from?: number
  /** Working time that passed before it stood still, in milliseconds. */
  readonly spent: number
  /** Working time within which somebody must have answered, in milliseconds. */
  readonly allowed: number
  /** The calendar it runs by; all time counts without one. */
  readonly calendar?: string
  /** Instants at which one level of escalation after the other is reached. */
  readonly levels: readonly number[]
  /** When the answer was due and had not come. */
  readonly breachedAt?: number
}

/** How an answer stands. */
export type ResponseState = 'none' | 'waiting' | 'overdue' | 'paused'

/** How many levels of escalation have been reached. */
export const responseLevel = (clock: ResponseClock | undefined, now: number): number =>
  clock?.from === undefined ? 0 : clock.levels.filter((at) => at <= now).length
