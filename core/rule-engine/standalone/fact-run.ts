import { CrmError } from '../../errors.js'
import { freeCopy } from '../compile/own-copy.js'
import { pathReader } from '../compile/read-path.js'
import type { FactLoading } from './asking.js'
import { beforeLimit } from './before-limit.js'
import { isLate } from './is-late.js'
import type { Almanac, GivenFacts } from './options.js'
import type { RuleProgram } from './rule-program.js'
import { type RunSlots, runSlots } from './run-slots.js'

/** The facts of one call: loaded when first asked for, each once. It lives for one call only. */
export interface FactRun extends FactLoading {
  /** Values in the places of the slots, as far as they are there. */
  readonly values: readonly unknown[]
  /** Everything that was asked for and is not there yet; undefined when there is nothing. It never rejects. */
  waiting(): Promise<unknown> | undefined
}

/** What is known of the facts by place. */
interface Known {
  readonly program: RuleProgram
  readonly given: GivenFacts
  readonly slots: RunSlots
  readonly values: unknown[]
  readonly ready: Set<number>
  readonly failures: Map<number, { readonly thrown: unknown }>
  /** Without a promise, a function that has not answered yet. */
  readonly loading: Map<number, Promise<void> | undefined>
  /** Which facts asked for which. */
  readonly asks: Map<number, Set<number>>
}

/** Starts a call over given values, promises among them awaited; every other fact is worked out by its function. */
export function factRun(program: RuleProgram, given: GivenFacts): FactRun {
  const { slots: table } = program
  const empty = { ready: new Set<number>(), failures: new Map(), loading: new Map(), asks: new Map() }
  const known: Known = { program, given, slots: runSlots(table), values: [], ...empty }
  return {
    values: known.values,
    load: (place) => load(known, place),
    failureOf: (place) => known.failures.get(place),
    waiting: () => (known.loading.size === 0 ? undefined : Promise.all(known.loading.values())),
  }
}

function load(known: Known, place: number): boolean {
  const { ready, failures, loading } = known
  if (!ready.has(place) && !failures.has(place) && !loading.has(place)) begin(known, place)
  return ready.has(place)
}

function begin(known: Known, place: number): void {
  const { program, given, loading } = known
  const { fact, params } = known.slots.slotAt(place)
  const work = program.functionOf(fact)
  if (Object.hasOwn(given, fact)) take(known, place, given[fact])
  else if (work) {
    loading.set(place, undefined)
    try {
      take(known, place, work(freeCopy(params), almanacOf(known, place)))
    } catch (thrown) {
      fail(known, place, thrown)
    }
  } else if (program.options.allowUndefinedFacts) settle(known, place, undefined)
  else fail(known, place, unknownFact(fact))
}

function take(known: Known, place: number, value: unknown): void {
  if (isLate(value)) known.loading.set(place, awaited(known, place, value))
  else settle(known, place, value)
}

async function awaited(known: Known, place: number, value: PromiseLike<unknown>): Promise<void> {
  try {
    const { factLimitMs: limitMs } = known.program.options
    settle(known, place, await beforeLimit(value, { limitMs, late: () => lateFact(known, place) }))
  } catch (thrown) {
    fail(known, place, thrown)
  }
}

function settle({ values, ready, loading }: Known, place: number, value: unknown): void {
  values[place] = value
  ready.add(place)
  loading.delete(place)
}

function fail({ failures, loading }: Known, place: number, thrown: unknown): void {
  failures.set(place, { thrown })
  loading.delete(place)
}

function almanacOf(known: Known, asking: number): Almanac {
  const value: Almanac['value'] = (fact, params = {}, path) => {
    const place = known.slots.placeOf(fact, params)
    noteAsking(known, { asking, place })
    load(known, place)
    const read = () => {
      const failure = known.failures.get(place)
      if (failure) throw failure.thrown
      return pathReader(path)(known.values[place])
    }
    return known.loading.get(place)?.then(read) ?? read()
  }
  return { value, factValue: async (fact, params, path) => value(fact, params, path) }
}

function noteAsking({ asks, slots }: Known, { asking, place }: { readonly asking: number; readonly place: number }): void {
  asks.set(asking, (asks.get(asking) ?? new Set()).add(place))
  const open = [place]
  const seen = new Set(open)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === asking) throw factCycle(slots.slotAt(asking).key, slots.slotAt(place).key)
    for (const asked of asks.get(next) ?? []) if (!seen.has(asked)) open.push(asked)
    for (const asked of asks.get(next) ?? []) seen.add(asked)
  }
}

function lateFact({ program, slots, asks, loading }: Known, place: number): CrmError {
  const { key, fact } = slots.slotAt(place)
  const open = [...(asks.get(place) ?? [])].filter((asked) => loading.has(asked)).map((asked) => slots.slotAt(asked).key)
  const reason = open.length > 0 ? `; it waits for ${open.join(' and ')}` : ''
  const limitMs = program.options.factLimitMs
  return new CrmError('RULE_FACT_LATE', `The fact ${key} gave no answer within ${limitMs} ms${reason}.`, { details: { fact } })
}

function unknownFact(fact: string): CrmError {
  return new CrmError('RULE_FACT_UNKNOWN', `The fact "${fact}" was not given, and no function works it out.`)
}

function factCycle(asking: string, asked: string): CrmError {
  return new CrmError('RULE_FACT_CYCLE', `The facts ${asking} and ${asked} wait for each other.`)
}
