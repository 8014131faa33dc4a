import { answerStep, type ProgramAnswer } from './answer-step.js'
import type { Asking } from './asking.js'
import { factRun } from './fact-run.js'
import { laterStates, notedStates, unasked } from './leaf-states.js'
import type { GivenFacts } from './options.js'
import type { RuleProgram } from './rule-program.js'
import { valuesOf } from './run-program.js'

/** Which rules hold, with everything that was found on the way. Answers at once unless a fact answers later. */
export function traceProgram(program: RuleProgram, given: GivenFacts): ProgramAnswer | Promise<ProgramAnswer> {
  const values = valuesOf(program, given)
  if (!values) return answerStep(program, factRun(program, given))
  const read = readAll(program, values)
  return read ? traceReadings(program, { values, read }) : traceNoting(program, values)
}

/** What stands on every side of a comparison; undefined where a record does not let itself be read. */
function readAll({ sides }: RuleProgram, values: readonly unknown[]): unknown[] | undefined {
  try {
    const read = new Array<unknown>(sides.length)
    for (const side of sides) read[side.id] = side.read(values[side.slot])
    return read
  } catch {
    return undefined
  }
}

interface Read {
  readonly values: readonly unknown[]
  readonly read: readonly unknown[]
}

function traceReadings(program: RuleProgram, { values, read }: Read): ProgramAnswer {
  const { later, matcher, noted, isLater } = program.traced
  const comparisons = { leaves: program.leaves, isLater }
  const thrown = new Map<number, unknown>()
  const failed = (at: number, why: unknown) => thrown.set(later[at] ?? -1, why)
  const holding = matcher.pick(values, { rules: later, failed })
  if (noted.length === 0) return { holding, values, thrown, leaves: laterStates(comparisons, { read }) }
  const { leaves, holding: others } = noteRules(noted, { program, values, thrown })
  // Both lists are in order; together they have to be put in order.
  const all = [...holding, ...others].sort((one, other) => one - other)
  return { holding: all, values, thrown, leaves: laterStates(comparisons, { read, noted: leaves }) }
}

function traceNoting(program: RuleProgram, values: readonly unknown[]): ProgramAnswer {
  const thrown = new Map<number, unknown>()
  const { leaves, holding } = noteRules([...program.plans.keys()], { program, values, thrown })
  return { holding, values, thrown, leaves: notedStates({ leaves, values }) }
}

interface Noting {
  readonly program: RuleProgram
  readonly values: readonly unknown[]
  /** Filled with what rules throw. */
  readonly thrown: Map<number, unknown>
}

function noteRules(
  places: readonly number[],
  { program, values, thrown }: Noting,
): Pick<Asking, 'leaves'> & { holding: number[] } {
  const asking: Asking = { values, leaves: unasked(program.leaves.length), errors: [] }
  const holding: number[] = []
  for (const place of places) {
    try {
      if (program.traced.note(place, asking)) holding.push(place)
    } catch (why) {
      thrown.set(place, why)
    }
  }
  return { leaves: asking.leaves, holding }
}
