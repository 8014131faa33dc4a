import { CrmError } from '../errors.js'
import { type LeadFilter, refuseMistakes } from '../operations/index.js'
import type { RuleSet } from '../rule-engine/index.js'
import { wrongArgument } from './parse-arguments.js'

/** Refuses a filter that names or compares what no rule could, as wrong usage. */
export function checkFilter({ where }: LeadFilter, ruleSet: RuleSet): void {
  if (!where) return
  try {
    refuseMistakes(where, ruleSet)
  } catch (thrown) {
    throw thrown instanceof CrmError ? wrongArgument('--filter', thrown.message) : thrown
  }
}
