import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { CrmError } from '../errors.js'

/** Counts one more request under a name. */
export interface RateLimit {
  /** @throws {CrmError} RATE_EXCEEDED with `retryAfter` in seconds. */
  consume(name: string): Promise<void>
}

/** So many requests within so many seconds, and where `burst` is given so many more in ten minutes. */
export function createRateLimit({ points, seconds, burst = 0 }: { points: number; seconds: number; burst?: number }): RateLimit {
  if (points === Number.POSITIVE_INFINITY) return { consume: async () => {} }
  const usual = new RateLimiterMemory({ points, duration: seconds })
  const extra = burst > 0 ? new RateLimiterMemory({ points: burst, duration: BURST_SECONDS }) : undefined
  return {
    async consume(name) {
      const refused = await refusal(usual, name)
      if (refused === undefined || (extra && (await refusal(extra, name)) === undefined)) return
      throw new CrmError(
        'RATE_EXCEEDED',
        { en: 'Too many requests came from here.', fa: 'درخواست‌های بسیاری از اینجا رسید.' },
        { details: { retryAfter: refused } },
      )
    },
  }
}

const BURST_SECONDS = 600

/** Seconds to wait, or undefined where the request may pass. */
async function refusal(limiter: RateLimiterMemory, name: string): Promise<number | undefined> {
  try {
    await limiter.consume(name)
    return undefined
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) return Math.max(1, Math.ceil(thrown.msBeforeNext / 1000))
    throw thrown
  }
}
