import type { Awaitable } from './awaitable.js'
import type { ActingContext } from './context.js'

/** Work that comes back by itself. */
export interface Job {
  /** For example `30s`, `5m`, `2h`, `1d`. */
  readonly every: string
  run(context: ActingContext): Awaitable<void>
}
