import { asError, CrmError, formatError } from '../errors.js'
import { failpoint } from '../failpoint.js'
import type { Work } from '../jobs/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { OutboxRow } from '../store/index.js'
import type { Engine } from './engine.js'

const BATCH = 20
const LEASE_MS = 60_000
const ACTION_LIMIT_MS = 20_000

/** Pauses before the next try, in seconds; after the last one an effect is given up and shown. */
const RETRY_SECONDS = [5, 30, 300, 1_800, 7_200, 21_600, 43_200, 86_400] as const

/** Performs the effects that decisions asked for: at least once, each under its own key, a failed one again and again. */
export function effectWork(engine: Engine): Work {
  const { outbox } = engine.store
  return {
    name: 'effects',
    nextAt: () => outbox.nextAttempt(),
    async run() {
      const token = engine.newId()
      const effects = await outbox.claim({ limit: BATCH, now: engine.now(), leaseMs: LEASE_MS, token })
      if (effects.length > 0) failpoint('act.after-claim')
      for (const effect of effects) await settleEffect(engine, effect, token)
      return effects.length
    },
  }
}

async function settleEffect(engine: Engine, effect: OutboxRow, token: string): Promise<void> {
  try {
    const lead = await perform(engine, effect)
    failpoint('act.after-perform')
    await engine.store.outbox.complete(effect.id, { token, now: engine.now() })
    failpoint('act.after-complete')
    const { hooks } = engine.registry
    if (hooks.has('action:performed')) {
      await hooks.emit('action:performed', { lead, action: effect.type, idempotencyKey: effect.idempotencyKey })
    }
  } catch (thrown) {
    await putBack(engine, effect, { token, error: asError(thrown) })
  }
}

async function perform(engine: Engine, { type, leadId, params, idempotencyKey, rule, chain = [] }: OutboxRow): Promise<Lead> {
  const registered = engine.registry.actions.get(type)
  if (!registered) throw new CrmError('ACTION_UNKNOWN', `No plugin gives the action "${type}".`)
  const lead = (await engine.store.records.get('lead', leadId)) as Lead | undefined
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${leadId}.`)
  const { plugin, value } = registered
  await engine.registry.call({ plugin, where: `action ${type}`, limitMs: ACTION_LIMIT_MS }, (signal) =>
    value.perform({ lead, params, idempotencyKey, rule }, engine.acting({ plugin, signal, chain: [...chain, rule] })),
  )
  return lead
}

async function putBack(engine: Engine, effect: OutboxRow, { token, error }: { token: string; error: Error }): Promise<void> {
  const pause = RETRY_SECONDS[effect.attempts - 1]
  const dead = pause === undefined
  const nextAttemptAt = engine.now() + (pause ?? 0) * 1_000
  engine.log('warn', 'An effect failed.', {
    action: effect.type,
    rule: effect.rule,
    attempts: effect.attempts,
    dead,
    error: error.message,
  })
  const words = error instanceof CrmError ? formatError(error) : error.message
  await engine.store.outbox.fail(effect.id, { token, error: words, nextAttemptAt, dead })
  const { hooks } = engine.registry
  if (hooks.has('action:failed')) {
    await hooks.emit('action:failed', { leadId: effect.leadId, action: effect.type, message: error.message, dead })
  }
}
