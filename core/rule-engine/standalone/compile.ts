import type { Conditions } from '../../model/conditions.js'
import type { ProgramAnswer } from './answer-step.js'
import { type ConditionsExplanation, explainConditions } from './explain-conditions.js'
import type { Answer, CompileOptions, FactFunctions, GivenFacts } from './options.js'
import { type RuleProgram, ruleProgram } from './rule-program.js'
import { foundAt } from './rules-trace.js'
import { type Matched, matchProgram } from './run-program.js'
import type { ConditionsTrace } from './standalone-rule.js'
import { traceProgram } from './trace-program.js'
import { whenThere } from './when-there.js'

/** Conditions that are ready to run. */
export interface CompiledConditions<F extends FactFunctions = FactFunctions> {
  /** Whether they hold. Throws what a fact or an operator throws; where the answer is a promise, that rejects with it. */
  test<G extends GivenFacts>(facts: G): Answer<F, boolean, G>
  /** The same with everything that was found; an error is part of it. */
  trace<G extends GivenFacts>(facts: G): Answer<F, ConditionsTrace, G>
  /** Sentences in `fa`, or else in English. */
  explain<G extends GivenFacts>(facts: G, language: string): Answer<F, ConditionsExplanation, G>
}

/**
 * Compiles conditions of json-rules-engine; no CRM is needed. `facts` of a call are plain values by name; those that need
 * work are declared as functions. Answers come at once; they are promises only where a fact function answers later, or a given
 * fact is a promise. The conditions are copied: what becomes of them afterwards changes nothing.
 * @throws {CrmError} RULE_CONDITIONS_INVALID, RULE_CONDITIONS_TOO_LARGE or RULE_CONDITION_CYCLE, here and not when they run;
 * a call whose facts are no object throws RULE_FACTS_INVALID.
 * @example
 * const big = compile({ all: [{ fact: 'employees', operator: 'greaterThanInclusive', value: 500 }] })
 * big.test({ employees: 620 }) // true
 * big.explain({ employees: 20 }, 'en').leaves[0]?.sentence // 'employees is 20, needs at least 500'
 */
export function compile<F extends FactFunctions = Record<never, never>>(
  conditions: Conditions,
  options?: CompileOptions<F>,
): CompiledConditions<F>
export function compile(conditions: Conditions, options: CompileOptions = {}): CompiledConditions {
  const program = ruleProgram([conditions], options)
  return {
    test: (facts) => whenThere(matchProgram({ program, rules: ONE }, facts), holds),
    trace: (facts) => whenThere(traceProgram(program, facts), (answer) => conditionsTrace(answer, program)),
    explain: (facts, language) =>
      whenThere(traceProgram(program, facts), (answer) => explainConditions(foundAt(answer, program, 0), { program, language })),
  }
}

const ONE = [true]

function holds({ holding, thrown }: Matched<boolean>): boolean {
  if (thrown.size > 0) throw thrown.get(0)
  return holding.length > 0
}

function conditionsTrace(answer: ProgramAnswer, program: RuleProgram): ConditionsTrace {
  const { outcome, thrown } = foundAt(answer, program, 0)
  return {
    outcome,
    ...(outcome === 'error' ? { thrown } : {}),
    get leaves() {
      return answer.leaves.list()
    },
    values: answer.values,
    slots: program.slotKeys,
    tree: () => program.trees(0, answer.leaves),
  }
}
