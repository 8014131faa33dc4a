import { type Context, Hono } from 'hono'
import { isRefusal } from '../../plugin-api/index.js'
import { FORM_LIMITS, readBody } from '../body/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import { wantsJson } from '../error-answer.js'
import type { HttpEnv } from '../http-env.js'
import type { RateLimit } from '../rate-limit.js'
import { allowFormOrigin } from './allow-form-origin.js'
import { embedScript } from './embed-script.js'
import { formPage, prepareFormAnswer, requireForm, thanksPage } from './form-page.js'
import { rawCapture } from './raw-capture.js'
import { refusalError, shownAnswers, takeIn } from './take-in.js'

/** Public forms: hosted at `/forms/:id`, framed at `/embed/:id`, and posted to from a site's own page. */
export function formRoutes({ limit }: { limit: RateLimit }): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>().get('/embed.js', (c) => embedScript(c))
  for (const door of ['forms', 'embed'] as const) {
    const embedded = door === 'embed'
    routes
      .get(`/${door}/:id`, (c) => {
        const view = { form: requireForm(c), embedded }
        prepareFormAnswer(c, view)
        return c.html(formPage(c, view))
      })
      .get(`/${door}/:id/thanks`, (c) => {
        const view = { form: requireForm(c), embedded }
        prepareFormAnswer(c, view)
        return c.html(thanksPage(c, view))
      })
      .post(`/${door}/:id`, (c) => submit(c, { limit, embedded }))
  }
  return routes.options('/forms/:id', (c) => {
    allowFormOrigin(c, requireForm(c))
    return c.body(null, 204)
  })
}

async function submit(c: Context<HttpEnv>, { limit, embedded }: { limit: RateLimit; embedded: boolean }): Promise<Response> {
  const form = requireForm(c)
  const view = { form, embedded }
  prepareFormAnswer(c, view)
  allowFormOrigin(c, form)
  await limit.consume(`form:${form.id}:${networkOf(clientAddress(c))}`)
  const body = await readBody(c, { accepted: ['application/x-www-form-urlencoded', 'application/json'], limits: FORM_LIMITS })
  const answer = await takeIn(c, { source: 'web-form', raw: rawCapture(c, { channel: form.id, body: body.bytes }) })
  if (isRefusal(answer)) {
    if (wantsJson(c)) throw refusalError(answer)
    const answers = body.value as Readonly<Record<string, unknown>>
    return c.html(formPage(c, view, { answers, refusal: answer }), 422)
  }
  return wantsJson(c) ? c.json(shownAnswers(answer), 202) : c.redirect(thanksAddress(c, body.value), 303)
}

function thanksAddress(c: Context<HttpEnv>, value: unknown): string {
  const { _redirect: to } = value as Readonly<Record<string, unknown>>
  const lang = c.req.query('lang')
  const query = new URLSearchParams({ ...(typeof to === 'string' ? { to } : {}), ...(lang ? { lang } : {}) })
  return `${c.req.path}/thanks${query.size > 0 ? `?${query}` : ''}`
}
