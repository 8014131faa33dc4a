import { Engine } from 'json-rules-engine'
import { canonicalJson } from '../../../../core/model/canonical-json.js'
import type { Conditions } from '../../../../core/model/conditions.js'
import { type Almanac, compile, compileRules, type RuleResult } from '../../../../core/rule-engine/index.js'
import type { RandomCase } from './random-conditions.js'

/** What an engine made of a case: the result trees by rule and the facts it called, or that it threw. */
export type Outcome = 'throws' | { readonly results: readonly unknown[]; readonly calls: readonly string[] }

export interface NamedRule {
  readonly name: string
  readonly priority: number
  readonly conditions: Conditions
}

type Params = Readonly<Record<string, unknown>>
type FactValues = Pick<Almanac, 'factValue'>

/** Facts that work themselves out: at once, later, by asking another one, and not at all. */
function factFunctions(calls: string[]) {
  const called = (fact: string, params: Params) => calls.push(`${fact} ${canonicalJson(params)}`)
  return {
    soon: (params: Params) => {
      called('soon', params)
      return Object.keys(params).length * 5
    },
    late: async (params: Params) => {
      called('late', params)
      await null
      return params['a'] === 1 ? [5, 10] : { size: 10, list: ['a'] }
    },
    asks: async (params: Params, almanac: FactValues) => {
      called('asks', params)
      return [await almanac.factValue('late', { a: 1 }, '$[0]'), await almanac.factValue('count')]
    },
    fails: () => {
      throw new Error('broken')
    },
    rejects: () => Promise.reject(new Error('broken')),
  }
}

export async function askReference(asked: Omit<RandomCase, 'conditions'>, rules: readonly NamedRule[]): Promise<Outcome> {
  const { named, given, factPriority, allowUndefinedFacts, allowUndefinedConditions } = asked
  const calls: string[] = []
  const engine = new Engine([], { allowUndefinedFacts, allowUndefinedConditions })
  for (const [name, work] of Object.entries(factFunctions(calls))) engine.addFact(name, work as never, { priority: factPriority })
  for (const [name, meaning] of Object.entries(named)) engine.setCondition(name, structuredClone(meaning) as never)
  for (const rule of rules) engine.addRule({ ...structuredClone(rule), event: { type: 'holds' } } as never)
  try {
    const { results, failureResults } = await engine.run({ ...given })
    return { results: sorted([...results, ...failureResults].map((result) => result.toJSON(false))), calls: calls.sort() }
  } catch {
    return 'throws'
  }
}

/**
 * When one part of a rule throws at once, json-rules-engine forgets the promises of its neighbours, and their errors end the
 * process. Such errors are let go while this runs; one that comes from anywhere else is thrown.
 */
export async function forgivingReference<T>(work: () => Promise<T>): Promise<T> {
  const listeners = process.listeners('unhandledRejection')
  const others: unknown[] = []
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (why) => {
    if (!(why instanceof Error) || !why.stack?.includes('json-rules-engine')) others.push(why)
  })
  try {
    const result = await work()
    await new Promise((resolve) => setImmediate(resolve))
    if (others.length > 0) throw others[0]
    return result
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const listener of listeners) process.on('unhandledRejection', listener)
  }
}

const sorted = (results: readonly unknown[]): readonly unknown[] =>
  [...(results as readonly RuleResult[])].sort((left, right) => String(left.name).localeCompare(String(right.name)))

function optionsFor(
  { named, factPriority, allowUndefinedFacts, allowUndefinedConditions }: Omit<RandomCase, 'conditions'>,
  calls: string[],
) {
  const entries = Object.entries(factFunctions(calls)).map(([name, load]) => [name, { load, priority: factPriority }] as const)
  return { facts: Object.fromEntries(entries), conditions: named, allowUndefinedFacts, allowUndefinedConditions }
}

export async function askCompiled(asked: Omit<RandomCase, 'conditions'>, rules: readonly NamedRule[]): Promise<Outcome> {
  const calls: string[] = []
  const compiled = compileRules(
    rules.map((rule) => ({ ...rule, event: { type: 'holds' } })),
    optionsFor(asked, calls),
  )
  const trace = await compiled.trace(asked.given)
  if (trace.failed.length > 0) return 'throws'
  return { results: sorted(compiled.rules.map((rule) => trace.resultOf(rule))), calls: calls.sort() }
}

/** The bare answers, without a trace: which rules hold, and the facts that were called for it. */
export async function testCompiled(asked: Omit<RandomCase, 'conditions'>, rules: readonly NamedRule[]) {
  const calls: string[] = []
  const { holding, failed } = await compileRules(rules, optionsFor(asked, calls)).test(asked.given)
  return failed.length > 0 ? 'throws' : { holding: holding.map(({ name }) => name), calls: calls.sort() }
}

export async function testOne(asked: RandomCase): Promise<boolean | 'throws'> {
  try {
    return await compile(asked.conditions, optionsFor(asked, [])).test(asked.given)
  } catch {
    return 'throws'
  }
}
