import { can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { EVENT_NAMES } from '../../intake/events/event-names.js'
import { addEndpoint, listDeliveries, listEndpoints, redeliver, renewSecret, switchEndpoint } from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { errorText } from '../error-answer.js'
import { problemText } from './problem-text.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Addresses that are told of events, with what became of the newest deliveries. */
export const webhooksPage = signedIn((c, session) => showWebhooks(c, session))

/** Adds an address and shows its key, this once. */
export const addWebhook = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const endpoint = {
    url: formText(posted, 'url').trim(),
    description: formText(posted, 'description').trim(),
    events: [posted['events'] ?? []].flat().filter(Boolean),
  }
  try {
    const { secret } = await addEndpoint(c.get('crm'), { actor: session.actor, endpoint })
    return showWebhooks(c, session, { secret })
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'WEBHOOK_INVALID') throw error
    const { language } = c.get('reader')
    return showWebhooks(c, session, { typed: endpoint, problem: problemText(errorText(error, language), language) })
  }
})

export const turnWebhook = signedIn(async (c, { actor }) => {
  const state = formText(await readForm(c), 'state') === 'on' ? 'on' : 'off'
  await switchEndpoint(c.get('crm'), { actor, id: c.req.param('id') ?? '', state })
  return c.redirect('/webhooks', 303)
})

export const renewWebhookSecret = signedIn(async (c, session) => {
  const secret = await renewSecret(c.get('crm'), { actor: session.actor, id: c.req.param('id') ?? '' })
  return showWebhooks(c, session, { secret })
})

export const redeliverEvent = signedIn(async (c, { actor }) => {
  await redeliver(c.get('crm'), { actor, id: c.req.param('id') ?? '' })
  return c.redirect('/webhooks', 303)
})

interface WebhookNews {
  readonly secret?: string
  readonly problem?: string
  readonly typed?: { readonly url: string; readonly description: string; readonly events: readonly string[] }
}

const SHOWN_DELIVERIES = 50
const STATES: readonly string[] = ['waiting', 'done', 'dead']

async function showWebhooks(c: AdminContext, { actor }: Session, news: WebhookNews = {}): Promise<Response> {
  const crm = c.get('crm')
  const state = STATES.find((each) => each === c.req.query('state'))
  const after = c.req.query('after')
  const endpoints = await listEndpoints(crm, { actor })
  const { records, next } = await listDeliveries(crm, {
    actor,
    query: { limit: SHOWN_DELIVERIES, ...(state ? { state } : {}), ...(after ? { after } : {}) },
  })
  const urls = new Map(endpoints.map(({ id, url }) => [id, url]))
  const data = {
    ...news,
    typed: news.typed ?? { url: '', description: '', events: ['*'] },
    canWrite: can(actor, 'webhook:write'),
    names: EVENT_NAMES,
    endpoints,
    state,
    states: STATES,
    next,
    deliveries: records.map((delivery) => ({ ...delivery, url: urls.get(delivery.endpointId) ?? '' })),
  }
  return showPage(c, 'admin/webhooks', { title: wordsOf(c)('webhooks.title'), data, status: news.problem ? 422 : 200 })
}
