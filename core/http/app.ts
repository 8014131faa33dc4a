import { join } from 'node:path'
import { Hono } from 'hono'
import { packageRoot } from '../package-root.js'
import { apiRoutes } from './api/api-routes.js'
import { type AppOptions, RATE_LIMITS } from './app-options.js'
import { assetRoutes } from './assets/asset-routes.js'
import { authenticate } from './auth/authenticate.js'
import { guardUnsafe } from './auth/guard-unsafe.js'
import { languageRoutes } from './auth/language-routes.js'
import { setupRoutes } from './auth/setup-routes.js'
import { signInRoutes } from './auth/sign-in-routes.js'
import { createSignInThrottle } from './auth/sign-in-throttle.js'
import { calendarFeedRoutes } from './calendar/calendar-feed-routes.js'
import { answerError } from './error-answer.js'
import { formRoutes } from './forms/form-routes.js'
import { hookRoutes } from './forms/hook-routes.js'
import { unsubscribeRoutes } from './forms/unsubscribe-routes.js'
import { healthRoutes } from './health-routes.js'
import type { HttpEnv } from './http-env.js'
import { notFound } from './not-found.js'
import { createRateLimit } from './rate-limit.js'
import { requestFrame } from './request-frame.js'
import { securityHeaders } from './security-headers.js'
import { trackingRoutes } from './tracking/tracking-routes.js'

/**
 * Puts the web side together: public doors first, where no cookie is read; behind them everything that asks who is there.
 * @example await serve({ app: createApp({ crm, renderer, admin: adminRoutes() }), host: '127.0.0.1', port: 3000 })
 */
export function createApp(options: AppOptions): Hono<HttpEnv> {
  const { crm, admin, setup } = options
  const rates = { ...RATE_LIMITS, ...options.limits }
  const limit = createRateLimit({ points: rates.capturesPerMinute, seconds: 60, burst: rates.captureBurst })
  const keyLimit = createRateLimit({ points: rates.keyRequestsPer10s, seconds: 10 })

  const app = new Hono<HttpEnv>()
  app.onError(answerError)
  app.notFound(notFound(app))
  app.use(requestFrame(options), securityHeaders)

  app.route('/', assetRoutes(options.assetsFolder ?? join(packageRoot(), 'templates', 'assets')))
  app.route('/', healthRoutes())
  app.route('/', formRoutes({ limit }))
  app.route('/', hookRoutes({ limit: keyLimit }))
  app.route('/', unsubscribeRoutes({ limit }))
  app.route('/', trackingRoutes({ limit: keyLimit }))
  app.route('/', calendarFeedRoutes({ limit: keyLimit }))

  app.use(authenticate({ keyLimit }), guardUnsafe)
  app.route('/', signInRoutes({ throttle: createSignInThrottle({ now: crm.now }) }))
  app.route('/', languageRoutes())
  if (setup) app.route('/', setupRoutes(setup))
  app.route('/', apiRoutes())
  if (admin) app.route('/', admin)
  return app
}
