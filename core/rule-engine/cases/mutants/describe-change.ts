import type { ConditionNode } from '../../../model/conditions.js'
import { textIn } from '../../../model/text/localized-text.js'
import { describeConditions } from '../../explain/describe-conditions.js'
import type { RuleSet } from '../../rule-set.js'
import { caseWords } from '../case-words.js'
import type { Mutant } from './mutant.js'

interface Telling {
  readonly ruleSet: RuleSet
  readonly language: string
}

/** Says of a mistake that no case would notice it. */
export function describeChange({ change }: Mutant, telling: Telling): string {
  const words = caseWords(telling.language)
  if (change.kind === 'value') return words.unnoticed.value(change.key, JSON.stringify(change.from), JSON.stringify(change.to))
  if (change.kind === 'operator') return words.unnoticed.operator(operator(change.from, telling), operator(change.to, telling))
  if (change.kind === 'group') return words.unnoticed.group(change.from, change.to)
  const what = inWords(change.what, telling)
  return change.kind === 'affirmed' ? words.unnoticed.affirmed(what) : words.unnoticed.dropped(what)
}

function operator(name: string, { ruleSet, language }: Telling): string {
  return textIn(ruleSet.vocabulary.operators[name]?.label ?? name, language)
}

function inWords(what: unknown, { ruleSet, language }: Telling): string {
  if (typeof what !== 'object' || what === null) return JSON.stringify(what)
  if ('type' in what) return JSON.stringify(what.type)
  return describeConditions(ruleSet, { all: [what as ConditionNode] }, language)
}
