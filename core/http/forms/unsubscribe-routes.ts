import { type Context, Hono } from 'hono'
import { readSubscription, resubscribe, unsubscribe } from '../../operations/index.js'
import { FORM_LIMITS, formText, readBody } from '../body/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import type { HttpEnv } from '../http-env.js'
import type { RateLimit } from '../rate-limit.js'
import { renderPage } from '../render-page.js'
import { inLanguage, LANGUAGES } from '../resolve-reader.js'

/**
 * The page behind the link in a mail. Opening it changes nothing, because scanners of mailboxes open every link; the button does,
 * and so does the one click of a mailbox itself (RFC 8058). No cookie is read: the link is the proof.
 */
export function unsubscribeRoutes({ limit }: { limit: RateLimit }): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/u/:token', (c) => showSubscription(c))
    .post('/u/:token', async (c) => {
      await limit.consume(`unsubscribe:${networkOf(clientAddress(c))}`)
      const token = c.req.param('token')
      const wish = await wishOf(c)
      if (wish === 'resubscribe') await resubscribe(c.get('crm'), token)
      else await unsubscribe(c.get('crm'), token)
      return showSubscription(c, wish)
    })
}

/** A mailbox posts `List-Unsubscribe=One-Click`, as a form or in parts; what cannot be read is such a click too. */
async function wishOf(c: Context<HttpEnv>): Promise<'unsubscribe' | 'resubscribe'> {
  if (!c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')) return 'unsubscribe'
  const { value } = await readBody(c, { accepted: ['application/x-www-form-urlencoded'], limits: FORM_LIMITS })
  return formText(value as Parameters<typeof formText>[0], 'wish') === 'resubscribe' ? 'resubscribe' : 'unsubscribe'
}

async function showSubscription(c: Context<HttpEnv>, done?: 'unsubscribe' | 'resubscribe'): Promise<Response> {
  const { address, isSuppressed, language } = await readSubscription(c.get('crm'), c.req.param('token') ?? '')
  c.set('reader', inLanguage(c.get('reader'), c.req.query('lang') ?? language))
  c.header('X-Robots-Tag', 'noindex')
  const languages = LANGUAGES.map((each) => ({ language: each, href: `?lang=${each}` }))
  const lang = c.req.query('lang')
  const action = `${c.req.path}${lang ? `?lang=${encodeURIComponent(lang)}` : ''}`
  const data = { address, isSuppressed, done, languages, action }
  return c.html(renderPage(c, { template: 'forms/unsubscribe', title: 'mails.unsubscribe', data }))
}
