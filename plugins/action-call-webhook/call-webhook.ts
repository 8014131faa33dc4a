import { type ActingContext, defineAction, type OutboundRequest, OutsideError } from '../../core/plugin-api/index.js'
import { signWebhook } from './sign-webhook.js'

/** Sends the lead to another system as JSON, signed as Standard Webhooks where a secret is named. */
export const callWebhook = defineAction({
  label: { en: 'Call a webhook', fa: 'فراخوانی وب‌هوک' },
  params: {
    url: { type: 'url', label: { en: 'Address', fa: 'نشانی' }, required: true },
    method: { type: 'select', label: { en: 'Method', fa: 'روش' }, oneOf: ['POST', 'PUT', 'PATCH'], default: 'POST' },
    secret: {
      type: 'string',
      label: { en: 'Secret', fa: 'رمز' },
      description: { en: 'Name of the secret that signs the call', fa: 'نام رمزی که فراخوانی با آن امضا می‌شود' },
    },
    event: { type: 'string', label: { en: 'Event', fa: 'رویداد' }, default: 'lead' },
  },
  external: true,
  async perform({ lead, params, idempotencyKey }, context) {
    await call({ lead: shown(lead) }, { params, idempotencyKey, context })
  },
  async performOn({ entity, record, params, idempotencyKey }, context) {
    await call({ [entity]: shown(record) }, { params, idempotencyKey, context })
  },
})

interface Call {
  readonly params: {
    readonly url: string
    readonly method: 'POST' | 'PUT' | 'PATCH'
    readonly event: string
    readonly secret?: string | undefined
  }
  readonly idempotencyKey: string
  readonly context: ActingContext
}

const HIDDEN: ReadonlySet<string> = new Set([
  ...['nameKey', 'websiteKey', 'emailKey', 'phoneKey'],
  ...['rulesTrue', 'nextChangeAt'],
])

const shown = (record: object) => Object.fromEntries(Object.entries(record).filter(([field]) => !HIDDEN.has(field)))

async function call(what: Readonly<Record<string, unknown>>, { params, idempotencyKey, context }: Call): Promise<void> {
  const body = JSON.stringify({ type: params.event, ...what })
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': idempotencyKey,
    ...(params.secret === undefined ? {} : signed(body, { secretName: params.secret, id: idempotencyKey, context })),
  }
  await send(params.url, { method: params.method, headers, body }, context)
}

function signed(body: string, { secretName, id, context }: { secretName: string; id: string; context: ActingContext }) {
  const secret = context.secret(secretName)
  if (secret === undefined) throw new OutsideError(`There is no secret "${secretName}" in this deployment.`)
  return signWebhook(body, { id, secret, timestamp: Math.floor(context.now() / 1_000) })
}

async function send(url: string, request: OutboundRequest, context: ActingContext): Promise<void> {
  const answer = await context.fetch(url, request).catch((cause: unknown) => {
    throw new OutsideError(`${url} could not be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  })
  if (answer.status < 200 || answer.status > 299) throw new OutsideError(`${url} answered ${answer.status}.`)
}
