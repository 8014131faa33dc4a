import { randomBytes } from 'node:crypto'
import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { EVENT_NAMES } from '../../intake/events/event-names.js'
import type { WebhookEndpoint } from '../../model/entities/webhook-endpoint.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { writeAudit } from '../write-audit.js'
import { changeEndpointState } from './endpoint-state.js'
import { SECRET_PREFIX } from './sign-delivery.js'

/** An address to tell of events. */
export interface NewEndpoint {
  readonly url: string
  readonly events: readonly string[]
  readonly description?: string
}

/**
 * Adds an address. Its signing key is answered this once.
 * @throws {CrmError} WEBHOOK_INVALID.
 */
export async function addEndpoint(
  engine: Engine,
  { actor, endpoint }: { actor: Actor; endpoint: NewEndpoint },
): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string }> {
  authorize(actor, 'webhook:write')
  await requireAddress(engine, endpoint.url)
  requireEvents(endpoint.events)
  const secret = newSecret()
  const now = engine.now()
  const record: WebhookEndpoint = {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now, active: true },
    ...{ url: endpoint.url, events: [...new Set(endpoint.events)] },
    ...(endpoint.description ? { description: endpoint.description } : {}),
  }
  await engine.store.records.insert('webhookEndpoint', [{ ...record, secrets: [secret] }])
  const { id, url, events } = record
  await writeAudit(engine, { actor: actorName(actor), action: 'webhook.add', subject: id, details: { url, events } })
  return { endpoint: record, secret }
}

export async function listEndpoints(engine: Engine, { actor }: { actor: Actor }): Promise<readonly WebhookEndpoint[]> {
  authorize(actor, 'webhook:read')
  const page = await engine.store.records.list('webhookEndpoint', {
    limit: 200,
    sort: { field: 'createdAt', direction: 'asc' },
  })
  return page.records as readonly WebhookEndpoint[]
}

/** Switches an address on or off; what happens meanwhile waits for it. Answers whether there was anything to change. */
export async function switchEndpoint(
  engine: Engine,
  { actor, id, state }: { actor: Actor; id: string; state: 'on' | 'off' },
): Promise<boolean> {
  authorize(actor, 'webhook:write')
  const who = actorName(actor)
  return changeEndpointState(engine, { id, actor: who, ...(state === 'off' ? { offBy: who } : {}) })
}

/**
 * Gives an address a new key; events are signed with both until the old one is dropped by the next change.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function renewSecret(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<string> {
  authorize(actor, 'webhook:write')
  for (;;) {
    const before = await engine.store.records.get('webhookEndpoint', id)
    if (!before) throw unknownEndpoint(id)
    const [current] = await engine.store.deliveries.secrets(id)
    const secret = newSecret()
    const changes = { secrets: [secret, ...(current ? [current] : [])] }
    const change = { id, expectedVersion: before.version, changes, now: engine.now() }
    if ((await engine.store.records.update('webhookEndpoint', change)) === 'conflict') continue
    await writeAudit(engine, { actor: actorName(actor), action: 'webhook.renew', subject: id })
    return secret
  }
}

export const unknownEndpoint = (id: string): CrmError =>
  new CrmError('RECORD_UNKNOWN', { en: `There is no webhook ${id}.`, fa: `وب‌هوکی با شناسهٔ ${id} نیست.` })

const newSecret = (): string => `${SECRET_PREFIX}${randomBytes(32).toString('base64')}`

/** What could never be reached is refused here, not at the first delivery. A name is looked up only then. */
async function requireAddress({ settings, acting }: Engine, url: string): Promise<void> {
  const shown = url.slice(0, 200)
  const target = URL.canParse(url) ? new URL(url) : undefined
  if (!target || !['https:', 'http:'].includes(target.protocol))
    throw invalid('url', { en: `"${shown}" is no web address.`, fa: `«${shown}» نشانی وب نیست.` })
  const { hostname, protocol } = target
  if (settings.allowHosts?.includes(hostname)) return
  if (protocol === 'http:')
    throw invalid('url', {
      en: `"${shown}" is not encrypted: write it with https, or name ${hostname} in "allowHosts" of the configuration.`,
      fa: `«${shown}» رمزگذاری نشده است: با https بنویسید یا ${hostname} را در «allowHosts» پیکربندی نام ببرید.`,
    })
  if (INSIDE.test(hostname) && !(await isReachable(acting, hostname)))
    throw invalid('url', {
      en: `"${shown}" is not on the public internet: name ${hostname} in "allowHosts" of the configuration if it is meant.`,
      fa: `«${shown}» در اینترنت عمومی نیست: اگر همین را می‌خواهید ${hostname} را در «allowHosts» پیکربندی نام ببرید.`,
    })
}

/** Addresses written as numbers, and this machine itself. */
const INSIDE = /^(?:localhost|[\d.]+|\[.*\])$/

async function isReachable(acting: Engine['acting'], host: string): Promise<boolean> {
  try {
    await acting({ plugin: 'webhooks', signal: AbortSignal.timeout(1_000) }).resolveHost(host)
    return true
  } catch {
    return false
  }
}

function requireEvents(events: readonly string[]): void {
  const known: readonly string[] = ['*', ...EVENT_NAMES]
  const unknown = events.find((event) => !known.includes(event))
  if (unknown === undefined && events.length > 0) return
  const near = unknown === undefined ? undefined : didYouMean(unknown, known)
  const [list, listed] = [known.join(', '), known.join('، ')]
  if (unknown === undefined) throw invalid('events', { en: `Choose among: ${list}.`, fa: `از این‌ها برگزینید: ${listed}.` })
  throw invalid('events', {
    en: `There is no event "${unknown}".${near ? ` Did you mean "${near}"?` : ''} Known: ${list}.`,
    fa: `رویدادی به نام «${unknown}» نیست.${near ? ` آیا منظور «${near}» بود؟` : ''} شناخته‌ها: ${listed}.`,
  })
}

const invalid = (field: string, message: { en: string; fa: string }): CrmError =>
  new CrmError('WEBHOOK_INVALID', message, { details: { field } })
