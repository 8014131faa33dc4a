import { CrmError } from '../../errors.js'
import { answerStep } from './answer-step.js'
import { type FactRun, factRun } from './fact-run.js'
import { isLate } from './is-late.js'
import type { GivenFacts } from './options.js'
import type { RuleProgram } from './rule-program.js'
import { whenThere } from './when-there.js'

/** A program with what stands for its plans, one for one. */
export interface ProgramOf<R> {
  readonly program: RuleProgram
  readonly rules: readonly R[]
}

/** What stands for the rules that hold, in order, and what others threw, by place. */
export interface Matched<R> {
  readonly holding: readonly R[]
  readonly thrown: ReadonlyMap<number, unknown>
}

/** Which of `rules` hold, one for each plan of the program. Answers at once unless a fact answers later. */
export function matchProgram<R>(asked: ProgramOf<R>, given: GivenFacts): Matched<R> | Promise<Matched<R>> {
  const { program } = asked
  const values = valuesOf(program, given)
  if (values) return matchValues(asked, values)
  const facts = factRun(program, given)
  // Where every fact will be needed, all are asked for together, and the rules then run as on given values.
  if (program.asksAll) for (const slot of program.reads) facts.load(slot)
  const run = () => (areAllThere(program, facts) ? matchValues(asked, facts.values) : matchStep(asked, facts))
  const later = facts.waiting()
  return later ? later.then(run) : run()
}

/** The facts in their places where no function has to be asked and no promise awaited for any. */
export function valuesOf({ reads, names, options }: RuleProgram, given: GivenFacts): unknown[] | undefined {
  if (typeof given !== 'object' || given === null) throw noFacts(given)
  const values: unknown[] = []
  for (let at = 0; at < reads.length; at += 1) {
    const name = names[at] ?? ''
    if (Object.hasOwn(given, name)) {
      if (isLate(given[name])) return undefined
      values[reads[at] ?? 0] = given[name]
    } else if (options.facts !== undefined || !options.allowUndefinedFacts) return undefined
  }
  return values
}

const noFacts = (given: unknown): CrmError =>
  new CrmError(
    'RULE_FACTS_INVALID',
    `Facts are given as an object, by name; here it is ${given === null ? 'null' : typeof given}.`,
  )

const areAllThere = ({ asksAll, reads }: RuleProgram, facts: FactRun): boolean =>
  asksAll && reads.every((slot) => facts.load(slot))

function matchValues<R>({ program, rules }: ProgramOf<R>, values: readonly unknown[]): Matched<R> {
  let thrown: Map<number, unknown> | undefined
  const failed = (place: number, why: unknown): void => {
    thrown ??= new Map()
    thrown.set(place, why)
  }
  const holding = program.matcher.pick(values, { rules, failed })
  return { holding, thrown: thrown ?? NOTHING }
}

function matchStep<R>({ program, rules }: ProgramOf<R>, facts: FactRun): Matched<R> | Promise<Matched<R>> {
  return whenThere(answerStep(program, facts), (answer) => ({
    holding: answer.holding.map((place) => rules[place] as R),
    thrown: answer.thrown,
  }))
}

const NOTHING: ReadonlyMap<number, unknown> = new Map()
