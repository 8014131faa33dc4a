import { type CrmError, CrmErrors } from '../errors.js'
import { checkRules } from './check/check-rules.js'
import { lintErrors } from './check/lints/lint-rules.js'
import { completeRuleSet } from './compile/compile-rule-set.js'
import { deepFreeze } from './deep-freeze.js'
import { inFileOrder } from './files/in-file-order.js'
import type { RuleReading } from './files/read-rule-files.js'
import { readRuleSet } from './files/read-rule-set.js'
import { isWarning, type SourceFile } from './files/source-file.js'
import type { RuleSet, Vocabulary } from './rule-set.js'

/**
 * Checks rule files against what rules may speak of, and makes of them one frozen rule set named by its digest.
 * @throws {CrmErrors} with every mistake found, each with file, line and column.
 */
export function buildRuleSet(files: readonly SourceFile[], vocabulary: Vocabulary): RuleSet {
  const { ruleSet, mistakes } = tryRuleSet({ files, broken: [], mistakes: [] }, vocabulary)
  if (!ruleSet) throw new CrmErrors(mistakes.filter((mistake) => !isWarning(mistake)))
  return ruleSet
}

/** Everything that is wrong with files as they were read, warnings included, and the rule set where nothing but warnings is. */
export interface TriedRuleSet {
  readonly ruleSet?: RuleSet
  readonly mistakes: readonly CrmError[]
}

/** Checks what was read of rule files in one pass, what is broken included, and makes the rule set when it can be made. */
export function tryRuleSet(reading: RuleReading, vocabulary: Vocabulary): TriedRuleSet {
  const { files, broken } = reading
  const mistakes = inFileOrder([...reading.mistakes, ...checkRules(files, vocabulary, broken)])
  if (mistakes.some((mistake) => !isWarning(mistake))) return { mistakes }
  const { vocabulary: words, ...content } = readRuleSet(files, vocabulary)
  deepFreeze(content)
  const ruleSet = completeRuleSet({ ...content, vocabulary: words })
  const flaws = lintErrors(files, ruleSet)
  return flaws.length > 0 ? { mistakes: inFileOrder([...mistakes, ...flaws]) } : { ruleSet, mistakes }
}
