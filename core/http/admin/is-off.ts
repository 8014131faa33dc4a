import type { Crm } from '../../crm/crm.js'

/** Whether a plugin is switched off now, by a person or by its own failures. */
export function isOff({ registry }: Pick<Crm, 'registry'>, plugin: string): boolean {
  return registry.plugins.some(({ name, state }) => name === plugin && state === 'off')
}
