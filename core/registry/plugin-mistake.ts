import { CrmError } from '../errors.js'
import { didYouMean } from '../model/text/did-you-mean.js'

/** A plugin, or a part of one, that is not built as it must be. */
export function malformed(plugin: string, mistake: string): CrmError {
  return new CrmError('PLUGIN_MALFORMED', `Plugin "${plugin}" ${mistake}.`, { details: { plugin } })
}

/** A name that nobody knows, with the nearest that is known. */
export function unknownName(
  code: 'PLUGIN_CONTRIBUTION_UNKNOWN' | 'PLUGIN_HOOK_UNKNOWN' | 'PLUGIN_MISSING_DEPENDENCY',
  { plugin, mistake, name, known }: { plugin: string; mistake: string; name: string; known: readonly string[] },
): CrmError {
  const near = didYouMean(name, known)
  const advice = near ? ` Did you mean "${near}"?` : ''
  return new CrmError(code, `Plugin "${plugin}" ${mistake}.${advice}`, {
    details: { plugin, name, ...(near ? { didYouMean: near } : {}) },
  })
}
