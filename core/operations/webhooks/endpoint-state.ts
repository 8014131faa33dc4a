import type { Engine } from '../../intake/engine.js'
import { writeAudit } from '../write-audit.js'

/** Switches an address off, or on again where `offBy` is absent. Answers whether anything changed. */
export async function changeEndpointState(
  engine: Engine,
  { id, offBy, actor = 'system' }: { id: string; offBy?: string; actor?: string },
): Promise<boolean> {
  const active = offBy === undefined
  for (;;) {
    const before = await engine.store.records.get('webhookEndpoint', id)
    if (!before || before['active'] === active) return false
    const changes = { active, switchedOffBy: offBy ?? null }
    const written = await engine.store.records.update('webhookEndpoint', {
      ...{ id, expectedVersion: before.version, changes, now: engine.now() },
    })
    if (written === 'conflict') continue
    await writeAudit(engine, { actor, action: active ? 'webhook.on' : 'webhook.off', subject: id, details: { by: offBy } })
    if (active) engine.wake('deliveries')
    return true
  }
}
