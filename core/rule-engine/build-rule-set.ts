import { CrmErrors } from '../errors.js'
import { checkRules } from './check/check-rules.js'
import { compiledRuleSet } from './compile/compile-rule-set.js'
import { deepFreeze } from './deep-freeze.js'
import { DERIVED_FACTS } from './facts/core-facts.js'
import { readRuleSet } from './files/read-rule-set.js'
import type { SourceFile } from './files/source-file.js'
import type { RuleSet, Vocabulary } from './rule-set.js'

/**
 * Checks rule files against what rules may speak of, and makes of them one frozen rule set named by its digest.
 * @throws {CrmErrors} with every mistake found, each with file, line and column.
 */
export function buildRuleSet(files: readonly SourceFile[], vocabulary: Vocabulary): RuleSet {
  const mistakes = checkRules(files, vocabulary)
  if (mistakes.length > 0) throw new CrmErrors(mistakes)
  const { vocabulary: words, ...content } = readRuleSet(files, vocabulary)
  deepFreeze(content)
  const { slots } = compiledRuleSet({ ...content, vocabulary: words }).slots
  const loaded = slots.filter(({ fact }) => !DERIVED_FACTS.has(fact))
  return Object.freeze({ ...content, vocabulary: words, slots: deepFreeze([...loaded]) })
}
