import type { Hono } from 'hono'
import type { Crm } from '../crm/crm.js'
import type { SetupToken } from './auth/setup-token.js'
import type { HttpEnv } from './http-env.js'
import type { Renderer } from './renderer.js'

/** What the web side is made of. */
export interface AppOptions {
  readonly crm: Crm
  readonly renderer: Renderer
  /** The pages for people who are signed in. */
  readonly admin?: Hono<HttpEnv>
  /** Opens `/setup` for the first administrator; without one the page is not there. */
  readonly setup?: SetupToken
  /** Folder of the shipped scripts, styles and drawings; the package's own without it. */
  readonly assetsFolder?: string
  readonly limits?: Partial<RateLimits>
}

/** How often strangers and integrations may come. `Infinity` lifts a limit, for a load test. */
export interface RateLimits {
  /** Per minute, address and form or mapping: 10. */
  readonly capturesPerMinute: number
  /** What one address may send at once beyond that, per ten minutes: 20. */
  readonly captureBurst: number
  /** Per ten seconds and API key, or webhook mapping and address: 50. */
  readonly keyRequestsPer10s: number
}

export const RATE_LIMITS: RateLimits = Object.freeze({ capturesPerMinute: 10, captureBurst: 20, keyRequestsPer10s: 50 })
