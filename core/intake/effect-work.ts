import { asError, CrmError, formatError } from '../errors.js'
import { failpoint } from '../failpoint.js'
import type { Work } from '../jobs/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { RuledEntity, RuledRecord } from '../model/ruled-entity.js'
import { type Action, isFinalError } from '../plugin-api/index.js'
import type { EffectTypes, OutboxRow } from '../store/index.js'
import type { Engine } from './engine.js'
import { settleStep } from './sequences/settle-step.js'

const BATCH = 20
const LEASE_MS = 60_000
const ACTION_LIMIT_MS = 20_000

/** How many effects that reach beyond the CRM are performed at the same time, per type of action. */
const OUTSIDE_AT_ONCE = 8

/** Pauses before the next try, in seconds; after the last one an effect is given up and shown. */
const RETRY_SECONDS = [5, 30, 300, 1_800, 7_200, 21_600, 43_200, 86_400] as const

/**
 * Performs the effects that decisions asked for: at least once, each under its own key, a failed one again and again. Every type
 * of action that reaches beyond the CRM has a lane of its own, so that a mail server that hangs delays mails and nothing else.
 */
export function effectWorks(engine: Engine): readonly Work[] {
  const outside = [...engine.registry.actions].filter(([, { value }]) => value.external).map(([type]) => type)
  return [
    laneWork(engine, { name: 'effects', types: { except: outside }, limit: BATCH }),
    ...outside.map((type) => laneWork(engine, { name: `effects:${type}`, types: { only: [type] }, limit: OUTSIDE_AT_ONCE })),
  ]
}

interface Lane {
  readonly name: string
  readonly types: EffectTypes
  readonly limit: number
}

function laneWork(engine: Engine, { name, types, limit }: Lane): Work {
  const { outbox } = engine.store
  return {
    name,
    nextAt: () => outbox.nextAttempt(types),
    async run() {
      const token = engine.newId()
      const effects = await outbox.claim({ limit, now: engine.now(), leaseMs: leaseOf(types), token, types })
      if (effects.length > 0) failpoint('act.after-claim')
      await Promise.all(chainsOf(effects, types).map((chain) => settleInTurn(engine, chain, token)))
      return effects.length
    },
  }
}

/** Long enough for as many effects of one record as a lane takes at once, each to its limit. */
const leaseOf = (types: EffectTypes): number => ('only' in types ? (OUTSIDE_AT_ONCE + 1) * ACTION_LIMIT_MS : LEASE_MS)

/** Effects of one record follow each other. Inside the CRM all do: they are quick, and each is one small transaction. */
function chainsOf(effects: readonly OutboxRow[], types: EffectTypes): readonly (readonly OutboxRow[])[] {
  if ('except' in types) return [effects]
  const records = [...new Set(effects.map(({ recordId }) => recordId))]
  return records.map((record) => effects.filter(({ recordId }) => recordId === record))
}

async function settleInTurn(engine: Engine, effects: readonly OutboxRow[], token: string): Promise<void> {
  for (const effect of effects) await settleEffect(engine, effect, token)
}

async function settleEffect(engine: Engine, effect: OutboxRow, token: string): Promise<void> {
  try {
    const lead = effect.entity ? await performOn(engine, effect, effect.entity) : await perform(engine, effect)
    failpoint('act.after-perform')
    await engine.store.outbox.complete(effect.id, { token, now: engine.now() })
    failpoint('act.after-complete')
    await settleStep(engine, effect.idempotencyKey, { done: true })
    const { hooks } = engine.registry
    if (lead && hooks.has('action:performed')) {
      await hooks.emit('action:performed', { lead, action: effect.type, idempotencyKey: effect.idempotencyKey })
    }
  } catch (thrown) {
    await putBack(engine, effect, { token, error: asError(thrown) })
  }
}

function actionOf(engine: Engine, type: string) {
  const registered = engine.registry.actions.get(type)
  if (!registered) throw new CrmError('ACTION_UNKNOWN', `No plugin gives the action "${type}".`)
  return registered
}

/** What a rule does not say is as the action declares it. */
function withDefaults({ params: declared = {} }: Pick<Action, 'params'>, params: OutboxRow['params']): OutboxRow['params'] {
  const missing = Object.entries(declared).filter(([name, field]) => params[name] === undefined && field.default !== undefined)
  return missing.length === 0
    ? params
    : { ...Object.fromEntries(missing.map(([name, field]) => [name, field.default])), ...params }
}

async function perform(engine: Engine, { type, recordId, params, idempotencyKey, rule, chain = [] }: OutboxRow): Promise<Lead> {
  const { plugin, value } = actionOf(engine, type)
  const lead = (await engine.store.records.get('lead', recordId)) as Lead | undefined
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${recordId}.`)
  await engine.registry.call({ plugin, where: `action ${type}`, limitMs: ACTION_LIMIT_MS }, (signal) =>
    value.perform(
      { lead, params: withDefaults(value, params), idempotencyKey, rule },
      engine.acting({ plugin, signal, chain: [...chain, rule] }),
    ),
  )
  return lead
}

async function performOn(engine: Engine, effect: OutboxRow, entity: RuledEntity): Promise<undefined> {
  const { type, recordId, params, idempotencyKey, rule, chain = [] } = effect
  const { plugin, value } = actionOf(engine, type)
  const record = (await engine.store.records.get(entity, recordId)) as RuledRecord | undefined
  if (!record) throw new CrmError('RECORD_UNKNOWN', `There is no ${entity} ${recordId}.`)
  if (!value.performOn) throw new CrmError('ACTION_UNKNOWN', `The action "${type}" does nothing for an ${entity}.`)
  await engine.registry.call({ plugin, where: `action ${type}`, limitMs: ACTION_LIMIT_MS }, (signal) =>
    value.performOn?.(
      { entity, record, params: withDefaults(value, params), idempotencyKey, rule },
      engine.acting({ plugin, signal, chain: [...chain, rule] }),
    ),
  )
}

async function putBack(engine: Engine, effect: OutboxRow, { token, error }: { token: string; error: Error }): Promise<void> {
  const pause = RETRY_SECONDS[effect.attempts - 1]
  const dead = pause === undefined || isFinalError(error.cause)
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
  if (dead) await settleStep(engine, effect.idempotencyKey, { done: false, error: words })
  const { hooks } = engine.registry
  if (!effect.entity && hooks.has('action:failed')) {
    await hooks.emit('action:failed', { leadId: effect.recordId, action: effect.type, message: error.message, dead })
  }
}
