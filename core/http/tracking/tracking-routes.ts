import { type Context, Hono } from 'hono'
import { CrmError } from '../../errors.js'
import { forgetVisitor, recordVisit } from '../../intake/visits/record-visit.js'
import { FORM_LIMITS, type FormValues, formText, readBody } from '../body/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import { visitMarksIn } from '../forms/visit-marks.js'
import type { HttpEnv } from '../http-env.js'
import { ownOrigin } from '../own-origin.js'
import type { RateLimit } from '../rate-limit.js'
import { TRACKING_SCRIPT } from './tracking-script.js'

const LONGEST_TITLE = 300

/** The snippet for the owner's site at `/t.js`, and the door for what it tells, `/t`. */
export function trackingRoutes({ limit }: { limit: RateLimit }): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/t.js', (c) => {
      c.header('Content-Type', 'text/javascript; charset=utf-8')
      c.header('Cache-Control', 'public, max-age=3600')
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return c.body(TRACKING_SCRIPT)
    })
    .post('/t', async (c) => {
      requireKnownSite(c)
      await limit.consume(`visit:${networkOf(clientAddress(c))}`)
      const { value } = await readBody(c, { accepted: ['application/x-www-form-urlencoded'], limits: FORM_LIMITS })
      await tell(c, value as FormValues)
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return c.body(null, 204)
    })
}

/** Only sites that the deployment names may tell; a browser says itself on which it is. */
function requireKnownSite(c: Context<HttpEnv>): void {
  const origin = c.req.header('origin')
  const { tracking } = c.get('crm').deployment.config
  if (origin !== undefined && (origin === ownOrigin(c) || tracking?.origins?.includes(origin))) {
    c.header('Access-Control-Allow-Origin', origin)
    c.header('Vary', 'Origin', { append: true })
    return
  }
  throw new CrmError('AUTH_FOREIGN_ORIGIN', 'This site is not among those that may send page views ("tracking.origins").')
}

async function tell(c: Context<HttpEnv>, values: FormValues): Promise<void> {
  const crm = c.get('crm')
  const key = formText(values, 'k')
  if (formText(values, 'forget') !== '') return forgetVisitor(crm, key)
  // Who asked not to be followed is not, whatever a script sends.
  if (c.req.header('dnt') === '1' || c.req.header('sec-gpc') === '1') return
  const version = crm.deployment.config.tracking?.consentVersion
  if (version !== undefined && formText(values, 'c') !== version) return
  const page = pageOf(formText(values, 'p'))
  if (page === undefined)
    throw new CrmError('HTTP_INPUT_INVALID', 'p: the address of the page is missing.', { details: { field: 'p' } })
  const title = formText(values, 't').trim().slice(0, LONGEST_TITLE)
  const isKept = await recordVisit(crm, {
    ...{ key, page: `${page.origin}${page.pathname}`.slice(0, 500) },
    marks: visitMarksIn(page, formText(values, 'r')),
    ...(title ? { title } : {}),
    ...(formText(values, 'c') ? { textVersion: formText(values, 'c').slice(0, 60) } : {}),
  })
  if (!isKept)
    throw new CrmError('HTTP_INPUT_INVALID', 'k: the key of the visitor has another form.', { details: { field: 'k' } })
}

function pageOf(text: string): URL | undefined {
  const isWeb = text.length <= 4_000 && /^https?:\/\//i.test(text) && URL.canParse(text)
  return isWeb ? new URL(text) : undefined
}
