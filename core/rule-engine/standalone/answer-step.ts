import { askPlan } from './ask-plan.js'
import { type Asking, STATE, type State } from './asking.js'
import type { FactRun } from './fact-run.js'
import { type LeafStates, notedStates, unasked } from './leaf-states.js'
import type { RuleProgram } from './rule-program.js'

/** What a call found out: each rule, each comparison, each fact. */
export interface ProgramAnswer {
  readonly leaves: LeafStates
  readonly values: readonly unknown[]
  /** Places of the rules that hold, in order. */
  readonly holding: readonly number[]
  /** What the rules that could not be answered threw. */
  readonly thrown: ReadonlyMap<number, unknown>
}

/** Asks the rules again and again until no fact is waited for. */
export function answerStep(program: RuleProgram, facts: FactRun): ProgramAnswer | Promise<ProgramAnswer> {
  const asking: Asking = { values: facts.values, facts, leaves: unasked(program.leaves.length), errors: [] }
  const progress: Progress = { asking, rules: unasked(program.plans.length), thrown: new Map() }
  const step = (): ProgramAnswer | Promise<ProgramAnswer> => {
    askRules(program, progress)
    const later = progress.rules.includes(STATE.pending) ? facts.waiting() : undefined
    return later ? later.then(step) : answerOf(progress)
  }
  return step()
}

interface Progress {
  readonly asking: Asking
  readonly rules: State[]
  readonly thrown: Map<number, unknown>
}

function askRules({ plans }: RuleProgram, { asking, rules, thrown }: Progress): void {
  for (let rule = 0; rule < plans.length; rule += 1) {
    const plan = plans[rule]
    if (!plan || (rules[rule] !== STATE.unasked && rules[rule] !== STATE.pending)) continue
    try {
      rules[rule] = askPlan(plan, asking)
    } catch (why) {
      rules[rule] = STATE.error
      thrown.set(rule, why)
    }
  }
}

function answerOf({ asking, rules, thrown }: Progress): ProgramAnswer {
  const holding = rules.flatMap((state, place) => (state === STATE.holds ? [place] : []))
  return { leaves: notedStates(asking), values: asking.values, holding, thrown }
}
