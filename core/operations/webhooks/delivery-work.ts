import { asError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Work } from '../../jobs/index.js'
import type { OutboundResponse } from '../../plugin-api/index.js'
import type { ClaimedDelivery, DeliveryAnswer } from '../../store/index.js'
import { changeEndpointState } from './endpoint-state.js'
import { signDelivery } from './sign-delivery.js'

const BATCH = 50
const PER_ENDPOINT = 4
const LEASE_MS = 60_000
const TOTAL_MS = 15_000
/** Looks for news this often while a receiver takes its time, so that it holds up nobody else. */
const LOOK_AGAIN_MS = 100

/** Pauses before the next try, in seconds, as the Standard Webhooks specification proposes: ten tries over 75 hours. */
const RETRY_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

type Verdict = Omit<DeliveryAnswer, 'token' | 'now'>

/** Sends events to the addresses that asked for them, several at a time, each address on its own. */
export function deliveryWork(engine: Engine): Work {
  const { deliveries } = engine.store
  const underWay = new Map<string, { readonly endpointId: string; readonly done: Promise<void> }>()
  const ending = new AbortController()

  const start = (delivery: ClaimedDelivery, token: string) => {
    const done = deliver(engine, delivery, { token, signal: ending.signal })
      .catch((error: unknown) => engine.log('error', 'A delivery could not be noted.', { error: String(error) }))
      .finally(() => underWay.delete(delivery.id))
    underWay.set(delivery.id, { endpointId: delivery.endpointId, done })
  }

  return {
    name: 'deliveries',
    nextAt: () => deliveries.nextAttempt(),
    async run() {
      const token = engine.newId()
      const busy = countBy([...underWay.values()].map(({ endpointId }) => endpointId))
      const claimed = await deliveries.claim({
        ...{ limit: BATCH, perEndpoint: PER_ENDPOINT, busy, now: engine.now(), leaseMs: LEASE_MS, token },
      })
      for (const delivery of claimed) start(delivery, token)
      if (underWay.size === 0) return 0
      await firstOf([...underWay.values()].map(({ done }) => done))
      return 1
    },
    async end() {
      ending.abort()
      await Promise.all([...underWay.values()].map(({ done }) => done))
    },
  }
}

async function firstOf(running: readonly Promise<void>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const soon = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LOOK_AGAIN_MS)
  })
  await Promise.race([...running, soon])
  clearTimeout(timer)
}

const countBy = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

async function deliver(
  engine: Engine,
  delivery: ClaimedDelivery,
  { token, signal }: { token: string; signal: AbortSignal },
): Promise<void> {
  const verdict = await send(engine, delivery, signal)
  const isOurs = await engine.store.deliveries.settle(delivery.id, { ...verdict, token, now: engine.now() })
  if (isOurs && verdict.answerStatus === 410) await changeEndpointState(engine, { id: delivery.endpointId, offBy: 'gone' })
}

async function send(engine: Engine, delivery: ClaimedDelivery, ended: AbortSignal): Promise<Verdict> {
  const { url, eventId, body, secrets, attempts } = delivery
  const now = engine.now()
  const signal = AbortSignal.any([ended, AbortSignal.timeout(TOTAL_MS)])
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Sarnakh-Webhooks/1',
    ...signDelivery(body, { id: eventId, secrets, timestamp: Math.floor(now / 1_000) }),
  }
  try {
    const answer = await engine.acting({ plugin: 'webhooks', signal }).fetch(url, { method: 'POST', headers, body })
    return verdictOn(answer, { now, attempts })
  } catch (thrown) {
    return retry(asError(thrown).message, { now, attempts })
  }
}

interface Try {
  readonly now: number
  readonly attempts: number
  readonly answerStatus?: number
  readonly notBeforeMs?: number
}

function verdictOn({ status, headers }: OutboundResponse, { now, attempts }: Try): Verdict {
  if (status >= 200 && status <= 299) return { state: 'done', answerStatus: status }
  if (status === 410) return { state: 'dead', answerStatus: status, problem: 'The receiver says that it is gone.' }
  const seconds = Number(headers['retry-after'])
  const asked = Number.isFinite(seconds) && seconds > 0 ? { notBeforeMs: Math.min(seconds, 86_400) * 1_000 } : {}
  return retry(`It answered ${status}.`, { now, attempts, answerStatus: status, ...asked })
}

function retry(problem: string, { now, attempts, answerStatus, notBeforeMs = 0 }: Try): Verdict {
  const seconds = RETRY_SECONDS[attempts - 1]
  const known = { problem: problem.slice(0, 500), ...(answerStatus === undefined ? {} : { answerStatus }) }
  if (seconds === undefined) return { state: 'dead', ...known }
  return { state: 'waiting', nextAttemptAt: now + Math.max(seconds * 1_000, notBeforeMs), ...known }
}
