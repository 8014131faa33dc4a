import { parseDuration } from '../model/calendar/duration.js'

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): number
  /** Moves it by an ISO 8601 duration, for example `PT5M`. */
  pass(duration: string): void
}

export function testClock(start: string): TestClock {
  let instant = Date.parse(start)
  return {
    now: () => instant,
    pass(duration) {
      const ms = parseDuration(duration)
      if (ms === undefined) throw new TypeError(`"${duration}" is no ISO 8601 duration.`)
      instant += ms
    },
  }
}
