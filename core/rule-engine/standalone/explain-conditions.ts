import { asError } from '../../errors.js'
import type { ConditionNode, Conditions } from '../../model/conditions.js'
import type { Fields } from '../../model/fields.js'
import type { Text } from '../../model/text/localized-text.js'
import type { Plan } from '../compile/plan-conditions.js'
import { describeConditions } from '../explain/describe-conditions.js'
import { type LeafVerdict, leafVerdicts } from '../explain/leaf-verdicts.js'
import type { Reader } from '../explain/reader.js'
import type { CompileOptions } from './options.js'
import type { RuleProgram } from './rule-program.js'

/** Why conditions hold, or do not, as sentences. */
export interface ConditionsExplanation {
  readonly outcome: RuleOutcome
  /** What they ask for, for example `employees is at least 500 and country is IR`. */
  readonly asks: string
  /** Every comparison with what was found, for example `employees is 620, needs at least 500`. */
  readonly leaves: readonly LeafVerdict[]
  /** What went wrong, where something did. */
  readonly problem?: string
}

/** `error`: a fact, an operator or an unknown name left the rule without an answer. */
export type RuleOutcome = 'holds' | 'fails' | 'error'

/** What a call found out about one rule. */
export interface Found {
  readonly plan: Plan
  readonly outcome: RuleOutcome
  readonly values: readonly unknown[]
  readonly thrown: unknown
}

/** Puts conditions and what was found into the words of a language, `en` or `fa`. */
export function explainConditions(
  found: Found,
  { program, language }: { readonly program: RuleProgram; readonly language: string },
): ConditionsExplanation {
  const { outcome, values, thrown, plan } = found
  const problem = outcome === 'error' ? { problem: asError(thrown).message } : {}
  // A name that nothing defines has no meaning that could be put into words.
  if (hasUnknown(plan)) return { outcome, asks: '', leaves: [], ...problem }
  const reader = readerFor(program, language)
  const conditions = writtenOut(plan) as Conditions
  return {
    outcome,
    asks: describeConditions(reader.ruleSet, conditions, reader),
    leaves: leafVerdicts(conditions, { compiled: program, values }, reader),
    ...problem,
  }
}

/** Conditions as they were compiled, names replaced by what they stand for. */
function writtenOut(plan: Plan): ConditionNode {
  if (plan.kind === 'leaf') return plan.comparison
  if (plan.kind === 'unknown') return { condition: plan.name }
  if (plan.kind === 'not') return { not: writtenOut(plan.child) }
  const nodes = plan.children.map(writtenOut)
  return plan.kind === 'all' ? { all: nodes } : { any: nodes }
}

function hasUnknown(plan: Plan): boolean {
  if (plan.kind === 'leaf') return false
  if (plan.kind === 'not') return hasUnknown(plan.child)
  return plan.kind === 'unknown' || plan.children.some(hasUnknown)
}

/** Words without a CRM behind them: facts by their labels, operators by theirs. */
function readerFor({ operators, options }: RuleProgram, language: string): Reader {
  const labels = Object.entries(options.labels ?? {})
  const ofFacts = labels.filter(([name]) => !name.includes('.'))
  const vocabulary = {
    facts: Object.fromEntries(ofFacts.map(([name, label]) => [name, { label, value: { type: 'json' } as const }])),
    operators,
    actions: {},
    strategies: {},
    filters: {},
    ranks: {},
    scoringModels: {},
    leadSources: [],
    fields: fieldsOf(options) as Reader['ruleSet']['vocabulary']['fields'],
  }
  const lifecycle = { id: '', start: '', statuses: [] }
  return { language, ruleSet: { vocabulary, lifecycle, queues: [], scoring: [], conditions: {} } }
}

/** Labels of parts, `lead.employees`, as the fields of an entity. */
function fieldsOf({ labels = {} }: CompileOptions): Readonly<Record<string, Fields>> {
  const fields: Record<string, Record<string, { readonly type: 'json'; readonly label: Text }>> = { lead: {} }
  for (const [name, label] of Object.entries(labels)) {
    const [fact = '', field] = name.split('.')
    if (field !== undefined) fields[fact] = { ...fields[fact], [field]: { type: 'json', label } }
  }
  return fields
}
