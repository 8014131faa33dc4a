import { asError, CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Work } from '../../jobs/index.js'
import type { Notification } from '../../model/entities/notification.js'
import type { User } from '../../model/entities/user.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { comparing } from '../../plugin-api/index.js'
import { signDelivery } from '../webhooks/sign-delivery.js'
import { signingKey } from './signing-key.js'

const BATCH = 20
const LEASE_MS = 60_000
const LIMIT_MS = 20_000

/** Pauses before the next try, in seconds; after the last one the way is given up, and the row says why. */
const RETRY_SECONDS = [10, 60, 600, 3_600, 21_600] as const

const notification = comparing('notification')

/** Sends notifications by mail and to the addresses of people, apart from all other work: at least once, under one id. */
export function notificationWork(engine: Engine): Work {
  const { records } = engine.store
  return {
    name: 'notifications',
    async nextAt() {
      const [row] = await records.aggregate({ entity: 'notification', groupBy: [], measures: { next: { min: 'nextAttemptAt' } } })
      return typeof row?.['next'] === 'number' ? row['next'] : undefined
    },
    async run() {
      const where = { all: [notification('nextAttemptAt', 'lessThanInclusive', engine.now())] }
      const page = await records.list('notification', { where, sort: { field: 'nextAttemptAt', direction: 'asc' }, limit: BATCH })
      await Promise.all(page.records.map((record) => serve(engine, record as unknown as Notification)))
      return page.records.length
    },
  }
}

async function serve(engine: Engine, { id, version }: Notification): Promise<void> {
  const { records } = engine.store
  const now = engine.now()
  const taken = await records.update('notification', {
    id,
    expectedVersion: version,
    changes: { nextAttemptAt: now + LEASE_MS },
    now,
  })
  if (taken === 'conflict' || taken === 'missing') return
  const mine = taken as unknown as Notification
  const left: string[] = []
  let error: string | undefined
  for (const way of mine.ways ?? []) {
    try {
      await send(engine, mine, way)
    } catch (thrown) {
      left.push(way)
      error = asError(thrown).message
    }
  }
  const attempts = (mine.attempts ?? 0) + 1
  const pause = RETRY_SECONDS[attempts - 1]
  const again = left.length > 0 && pause !== undefined ? engine.now() + pause * 1_000 : null
  const changes = { ways: left.length > 0 ? left : null, attempts, nextAttemptAt: again, error: error ?? null }
  await settle(engine, id, changes)
}

/** Who reads the notification meanwhile changes nothing about how it is sent. */
async function settle(engine: Engine, id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const current = await engine.store.records.get('notification', id)
    if (!current) return
    const change = { id, expectedVersion: current.version, changes, now: engine.now() }
    if ((await engine.store.records.update('notification', change)) !== 'conflict') return
  }
}

async function send(engine: Engine, mine: Notification, way: string): Promise<void> {
  const user = (await engine.store.records.get('user', mine.userId)) as User | undefined
  if (!user || user.active === false) return
  if (way === 'mail') await mail(engine, mine, user)
  else if (user.notifyUrl !== undefined) await call(engine, mine, { user, url: user.notifyUrl })
}

async function mail(engine: Engine, mine: Notification, user: User): Promise<void> {
  const action = engine.registry.actions.get('mail.send')
  const post = action?.value.post
  if (!action || !post)
    throw new CrmError('ACTION_UNKNOWN', 'No plugin gives the action "mail.send", so no notification can be mailed.')
  const language = user.language ?? engine.settings.language
  const text = textIn(mine.text as Text, language)
  const link = linkOf(engine, mine)
  const parts = {
    to: user.email,
    subject: text,
    text: link ? `${text}\n\n${link}` : text,
    language,
    idempotencyKey: `notification/${mine.id}`,
  }
  const { plugin } = action
  await engine.registry.call({ plugin, where: 'action mail.send', limitMs: LIMIT_MS }, (signal) =>
    post(parts, engine.acting({ plugin, signal })),
  )
}

async function call(
  engine: Engine,
  mine: Notification,
  { user, url }: { readonly user: User; readonly url: string },
): Promise<void> {
  const { id, leadId, opportunityId, accountId, contactId, text, createdAt } = mine
  const data = { id, userId: user.id, text, leadId, opportunityId, accountId, contactId }
  const body = JSON.stringify({ type: 'notification', timestamp: new Date(createdAt).toISOString(), data })
  const secrets = [await signingKey(engine, user.id)]
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...signDelivery(body, { id, secrets, timestamp: Math.floor(engine.now() / 1_000) }),
  }
  const signal = AbortSignal.timeout(LIMIT_MS)
  const { status } = await engine.acting({ plugin: 'notifications', signal }).fetch(url, { method: 'POST', headers, body })
  if (status < 200 || status > 299) throw new Error(`${url} answered ${status}.`)
}

function linkOf(
  { settings: { publicUrl } }: Engine,
  { leadId, opportunityId, accountId, contactId }: Notification,
): string | undefined {
  if (publicUrl === undefined) return undefined
  const place = Object.entries({ leads: leadId, opportunities: opportunityId, accounts: accountId, contacts: contactId })
  const found = place.find(([, id]) => id !== undefined)
  return found && `${publicUrl}/${found[0]}/${found[1]}`
}
