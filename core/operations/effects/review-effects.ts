import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { OutboxRow } from '../../store/index.js'
import { pageLimit } from '../page-limit.js'
import { writeAudit } from '../write-audit.js'

/** Effects that rules asked for, newest first: those that wait, are done, or were given up. */
export async function listEffects(
  engine: Engine,
  { actor, state, limit }: { readonly actor: Actor; readonly state?: OutboxRow['state']; readonly limit?: number },
): Promise<readonly OutboxRow[]> {
  authorize(actor, 'outbox:read')
  return engine.store.outbox.list({ ...(state ? { state } : {}), limit: pageLimit(limit) })
}

/**
 * Has an effect that was given up done again, under the same key.
 * @throws {CrmError} EFFECT_UNKNOWN.
 */
export async function retryEffect(
  engine: Engine,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<OutboxRow> {
  authorize(actor, 'outbox:retry')
  const isRevived = await engine.store.outbox.revive(id, engine.now())
  const effect = await engine.store.outbox.get(id)
  if (!effect)
    throw new CrmError('EFFECT_UNKNOWN', {
      en: `There is no effect ${id.slice(0, 100)}.`,
      fa: `اثر ${id.slice(0, 100)} پیدا نشد.`,
    })
  if (isRevived) {
    await writeAudit(engine, { actor: actorName(actor), action: 'effect.retry', subject: id })
    engine.wake('effects')
  }
  return effect
}
