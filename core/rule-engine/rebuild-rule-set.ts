import { CrmErrors } from '../errors.js'
import { buildRuleSet } from './build-rule-set.js'
import { parseSource } from './files/parse-source.js'
import type { RuleFile, RuleSet, Vocabulary } from './rule-set.js'

/** Makes a rule set again from the files it was kept as; `undefined` when today's plugins and fields no longer fit them. */
export function rebuildRuleSet(files: readonly RuleFile[], vocabulary: Vocabulary): RuleSet | undefined {
  const sources = files.flatMap(({ layer, path, text }) => {
    const parsed = parseSource({ layer, folder: layer, path, text })
    return 'tree' in parsed ? [parsed] : []
  })
  if (sources.length < files.length) return undefined
  try {
    return buildRuleSet(sources, vocabulary)
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return undefined
    throw thrown
  }
}
