import { CrmErrors } from '../errors.js'
import { buildRuleSet } from './build-rule-set.js'
import { rereadFiles } from './files/reread-files.js'
import type { RuleFile, RuleSet, Vocabulary } from './rule-set.js'

/** Makes a rule set again from the files it was kept as; `undefined` when today's plugins and fields no longer fit them. */
export function rebuildRuleSet(files: readonly RuleFile[], vocabulary: Vocabulary): RuleSet | undefined {
  const sources = rereadFiles(files)
  if (sources instanceof CrmErrors) return undefined
  try {
    return buildRuleSet(sources, vocabulary)
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return undefined
    throw thrown
  }
}
