import { asError, CrmError } from '../errors.js'
import { isOutsideError } from '../plugin-api/index.js'
import { TIME_IS_UP } from './before-limit.js'
import type { PluginCall } from './registry.js'

/** Names the plugin and the place in whatever plugin code threw. */
export function asPluginError({ plugin, where }: PluginCall, thrown: unknown): CrmError {
  if (thrown === TIME_IS_UP) {
    return new CrmError('PLUGIN_TIMED_OUT', `Plugin "${plugin}" did not answer in time in ${where}.`, {
      details: { plugin, where },
    })
  }
  return new CrmError('PLUGIN_FAILED', `Plugin "${plugin}" failed in ${where}: ${messageOf(thrown)}`, {
    cause: thrown,
    details: { plugin, where, outside: isOutsideError(thrown) },
  })
}

/** A failure of the world or of the core that only passed through the plugin is not held against it. */
export function isStrike(thrown: unknown): boolean {
  return !(thrown instanceof CrmError) && !isOutsideError(thrown)
}

function messageOf(thrown: unknown): string {
  try {
    return asError(thrown).message
  } catch {
    return 'something that cannot be written as text'
  }
}
