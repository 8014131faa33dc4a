import { type Actor, actorName, authorize } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import type { PluginStatus } from '../registry/index.js'
import { writeAudit } from './write-audit.js'

/** Which plugin, which way, and what is shown beside it while it is off. */
export interface PluginSwitch {
  readonly actor: Actor
  readonly plugin: string
  readonly state: 'on' | 'off'
  readonly reason?: string
}

/**
 * Switches a plugin on or off until the next start, and writes down who did.
 * @throws {CrmError} PLUGIN_UNKNOWN; what its start throws, when it is switched on and cannot start.
 */
export async function switchPlugin(engine: Engine, { actor, plugin, state, reason }: PluginSwitch): Promise<PluginStatus> {
  authorize(actor, 'plugin:switch')
  const by = actorName(actor)
  const { registry } = engine
  const status = state === 'on' ? await registry.switchOn(plugin) : registry.switchOff(plugin, reason ?? `Switched off by ${by}.`)
  await writeAudit(engine, { actor: by, action: state === 'on' ? 'plugin.switchOn' : 'plugin.switchOff', subject: plugin })
  return status
}
