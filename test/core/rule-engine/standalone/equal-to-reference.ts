import fc from 'fast-check'
import { expect } from 'vitest'
import {
  askCompiled,
  askReference,
  forgivingReference,
  type NamedRule,
  type Outcome,
  testCompiled,
  testOne,
} from './both-engines.js'
import { randomCase, randomConditions } from './random-conditions.js'

/** How many of the random cases ended in which way. */
export interface Ends {
  holds: number
  fails: number
  throws: number
}

/**
 * Proves on random cases that ours and json-rules-engine find the same: result trees, facts called, throws or not.
 * Prints the seed with a counterexample; `seed` runs that one again.
 */
export async function oneRuleIsEqual({ runs, seed }: { readonly runs: number; readonly seed?: number }): Promise<Ends> {
  const ends: Ends = { holds: 0, fails: 0, throws: 0 }
  const property = fc.asyncProperty(randomCase, async (asked) => {
    const rules = [{ name: 'rule', priority: 1, conditions: asked.conditions }]
    const reference = await askReference(asked, rules)
    expect(await askCompiled(asked, rules)).toEqual(reference)
    const answer = await testOne(asked)
    expect(answer).toBe(heldIn(reference))
    ends[answer === 'throws' ? 'throws' : answer ? 'holds' : 'fails'] += 1
  })
  await forgivingReference(() => fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) }))
  return ends
}

/** The same for sets of rules with priorities: each rule's tree, and the order of those that hold. */
export async function ruleSetsAreEqual({ runs, seed }: { readonly runs: number; readonly seed?: number }): Promise<void> {
  const rulesOf = fc
    .array(fc.record({ conditions: randomConditions, priority: fc.constantFrom(1, 1, 2, 9) }), { minLength: 2, maxLength: 6 })
    .map((rules): NamedRule[] => rules.map((rule, place) => ({ name: `rule-${place}`, ...rule })))
  const property = fc.asyncProperty(randomCase, rulesOf, async (asked, rules) => {
    const reference = await askReference(asked, rules)
    expect(await askCompiled(asked, rules)).toEqual(reference)
    const answer = await testCompiled(asked, rules)
    if (reference === 'throws' || answer === 'throws') expect(answer).toBe(reference)
    else expect(answer).toEqual({ holding: inOrder(reference, rules), calls: reference.calls })
  })
  await forgivingReference(() => fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) }))
}

type Result = { readonly name: string; readonly result: boolean }

const heldIn = (outcome: Outcome): boolean | 'throws' =>
  outcome === 'throws' ? outcome : (outcome.results as readonly Result[])[0]?.result === true

function inOrder({ results }: Exclude<Outcome, 'throws'>, rules: readonly NamedRule[]): readonly string[] {
  const holding = new Set((results as readonly Result[]).filter(({ result }) => result).map(({ name }) => name))
  const ordered = rules.toSorted((left, right) => right.priority - left.priority)
  return ordered.map(({ name }) => name).filter((name) => holding.has(name))
}
