/** Work that comes in portions: when the next is due, and how to do it. */
export interface Work {
  readonly name: string
  /** When there is something to do, milliseconds UTC; the past means now, `undefined` means only after a wake. */
  nextAt(): Promise<number | undefined>
  /** Does what is due and answers how many pieces that were; 0 when nothing was. */
  run(): Promise<number>
  /** Called when the worker has stopped: ends what is still under way. */
  end?(): Promise<void>
}

/** A loop around one kind of work. It sleeps until the exact instant, is woken by news, and survives failures. */
export interface Worker {
  /** Something new may be due: look now. */
  wake(): void
  start(): void
  /** Lets the running portion finish, then stops. */
  stop(): Promise<void>
}

export interface WorkerOptions {
  now(): number
  /** Looks at least this often even without a wake, because other nodes add work too. */
  readonly longestSleepMs: number
  onError(error: unknown): void
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 30_000
/** What a timer of Node.js can hold, 24.8 days; one that is set for longer rings at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Makes a worker; it does nothing before `start` or `settle`. */
export function createWorker(work: Work, options: WorkerOptions): Worker {
  let stopped = true
  let news = false
  let alarm: { timer: NodeJS.Timeout; ring: () => void } | undefined
  let loop: Promise<void> = Promise.resolve()

  const ring = () => {
    if (!alarm) return
    clearTimeout(alarm.timer)
    alarm.ring()
    alarm = undefined
  }
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      alarm = { timer: setTimeout(() => ring(), ms), ring: resolve }
    })

  async function keepWorking(): Promise<void> {
    let pause = FIRST_PAUSE_MS
    while (!stopped) {
      news = false
      try {
        if ((await work.run()) > 0) continue
        pause = FIRST_PAUSE_MS
        const ms = await untilNext(work, options)
        // Asked after the last await: news or a stop that came meanwhile would otherwise be slept through.
        if (!news && !stopped) await sleep(ms)
      } catch (error) {
        options.onError(error)
        if (!stopped) await sleep(pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
      }
    }
  }

  return {
    wake() {
      news = true
      ring()
    },
    start() {
      if (!stopped) return
      stopped = false
      loop = keepWorking()
    },
    async stop() {
      stopped = true
      ring()
      await loop
      await work.end?.()
    },
  }
}

async function untilNext(work: Work, { now, longestSleepMs }: WorkerOptions): Promise<number> {
  const nextAt = (await work.nextAt()) ?? Infinity
  return Math.min(longestSleepMs, LONGEST_TIMER_MS, Math.max(0, nextAt - now()))
}
