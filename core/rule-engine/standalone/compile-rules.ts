import { explainConditions } from './explain-conditions.js'
import { inRuleOrder } from './in-rule-order.js'
import type { Answer, CompileOptions, FactFunctions, GivenFacts } from './options.js'
import { ruleProgram } from './rule-program.js'
import { failedIn, foundAt, rulesTrace } from './rules-trace.js'
import { matchProgram } from './run-program.js'
import type { RuleExplanation, RulesAnswer, RulesTrace, StandaloneRule } from './standalone-rule.js'
import { traceProgram } from './trace-program.js'
import { whenThere } from './when-there.js'

/** A set of rules that is ready to run. */
export interface CompiledRules<R extends StandaloneRule, F extends FactFunctions = FactFunctions> {
  /** The rules in the order in which they count. */
  readonly rules: readonly R[]
  test<G extends GivenFacts>(facts: G): Answer<F, RulesAnswer<R>, G>
  trace<G extends GivenFacts>(facts: G): Answer<F, RulesTrace<R>, G>
  /** Sentences in `fa`, or else in English, rule by rule. */
  explain<G extends GivenFacts>(facts: G, language: string): Answer<F, readonly RuleExplanation<R>[], G>
}

/**
 * Compiles rules of json-rules-engine into one matcher. A rule that cannot be answered is told apart, and the rest counts.
 * Answers come at once; they are promises only where a fact function answers later, or a given fact is a promise. No answer
 * throws or rejects because of a rule: what rules throw stands in `failed`.
 * @throws {CrmError} RULE_CONDITIONS_INVALID, RULE_CONDITIONS_TOO_LARGE or RULE_CONDITION_CYCLE, here and not when they run;
 * a call whose facts are no object throws RULE_FACTS_INVALID.
 * @example
 * const rules = compileRules([{ name: 'big', conditions: { all: [{ fact: 'employees', operator: 'greaterThan', value: 500 }] } }])
 * rules.test({ employees: 620 }).holding.map(({ name }) => name) // ['big']
 */
export function compileRules<R extends StandaloneRule, F extends FactFunctions = Record<never, never>>(
  rules: readonly R[],
  options?: CompileOptions<F>,
): CompiledRules<R, F>
export function compileRules<R extends StandaloneRule>(rules: readonly R[], options: CompileOptions = {}): CompiledRules<R> {
  const ordered = inRuleOrder(rules)
  const program = ruleProgram(
    ordered.map(({ conditions }) => conditions),
    options,
  )
  const set = { rules: ordered, places: new Map(ordered.map((rule, place) => [rule, place])), program }
  return {
    rules: ordered,
    test: (facts) =>
      whenThere(matchProgram(set, facts), ({ holding, thrown }) => ({ holding, failed: failedIn(thrown, ordered) })),
    trace: (facts) => whenThere(traceProgram(program, facts), (answer) => rulesTrace(answer, set)),
    explain: (facts, language) =>
      whenThere(traceProgram(program, facts), (answer) =>
        ordered.map((rule, place) => ({
          rule,
          ...explainConditions(foundAt(answer, program, place), { program, language }),
        })),
      ),
  }
}
