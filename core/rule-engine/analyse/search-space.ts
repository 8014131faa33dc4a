import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { comparisonsIn, inlineConditions } from '../compile/inline-conditions.js'
import { operatorTest } from '../compile/operator-test.js'
import { type FactReference, isFactReference } from '../compile/slot-table.js'
import type { AnalysisScope, PointQuestion } from './analysis.js'
import { type Choice, choicesFor, type PlacedLeaf, type Side } from './choices.js'
import { asTree, type Leaf, type Tree } from './condition-tree.js'
import { sourceOf } from './sources.js'
import { type Tie, tiesBetween } from './ties.js'
import { variableKey, variableOf } from './variables.js'

/** All that a search needs to know. */
export interface SearchSpace {
  readonly choices: readonly Choice[]
  readonly ties: readonly Tie[]
  readonly holds: readonly Tree[]
  readonly fails: readonly Tree[]
  /** The variables that were asked about, each with the places of what it follows from. */
  readonly views: readonly (Side & { readonly places: readonly number[] })[]
  /** Whether the values to choose from cover all there are. */
  readonly exact: boolean
}

/** Lays out what can be chosen for some conditions; of values that behave alike only the first is kept. */
export function searchSpace({ holds, fails = [], near, fixed = [] }: PointQuestion, scope: AnalysisScope): SearchSpace {
  const write = (node: ConditionNode): ConditionNode => inlineConditions(scope, { all: [node] } satisfies Conditions)
  const asked = { holds: holds.map(write), fails: fails.map(write) }
  const { sides, placed } = placedLeaves([...asked.holds, ...asked.fails].flatMap(comparisonsIn), scope)
  const { choices: rough, exact } = choicesFor([...placed.values()], { near, fixed, scope })
  const places = new Map(rough.map(({ variable }, place) => [variable.key, place]))
  const placesOf = ({ source }: Side) => source.of.map(({ key }) => places.get(key) ?? 0)
  const ties = tiesBetween(
    rough.map(({ variable }) => variable),
    scope,
  )
  const open = new Map([...placed].map(([leaf, one]) => [leaf, compileLeaf(one, placesOf, scope)]))
  const choices = withoutTwins(rough, [...open.values()], ties)
  const settled = new Map([...open].map(([leaf, compiled]) => [leaf, settle(compiled, choices)]))
  const treeOf = (node: ConditionNode) => asTree(node, (leaf) => settled.get(leaf) ?? NEVER)
  return {
    choices,
    ties,
    holds: asked.holds.map(treeOf),
    fails: asked.fails.map(treeOf),
    views: sides.map((side) => ({ ...side, places: placesOf(side) })),
    exact,
  }
}

const NEVER: Leaf = { kind: 'leaf', places: [], constant: false, test: () => false }

function placedLeaves(leaves: readonly Comparison[], scope: AnalysisScope) {
  const sides = new Map<string, Side>()
  const sideOf = (reference: FactReference): Side => {
    const key = variableKey(reference)
    const variable = variableOf(key)
    const side = sides.get(key) ?? { variable, source: sourceOf(variable, scope) }
    sides.set(key, side)
    return side
  }
  const placed = new Map<Comparison, PlacedLeaf>()
  for (const leaf of leaves) {
    const right = isFactReference(leaf.value) ? [sideOf(leaf.value)] : []
    placed.set(leaf, { leaf, sides: [sideOf(leaf), ...right] })
  }
  return { sides: [...sides.values()], placed }
}

type PlacesOf = (side: Side) => readonly number[]

/** An operator that throws has no answer, and a rule without an answer does nothing: it counts as false. */
function compileLeaf({ leaf, sides }: PlacedLeaf, placesOf: PlacesOf, scope: AnalysisScope): Leaf {
  const compare = operatorTest(leaf.operator, scope.vocabulary.operators)
  const readers = sides.map((side) => {
    const places = placesOf(side)
    return (values: readonly unknown[]) => side.source.read(places.map((place) => values[place]))
  })
  const [left, right] = readers
  const test = (values: readonly unknown[]): boolean => {
    try {
      return compare?.(left?.(values), right ? right(values) : leaf.value) === true
    } catch {
      return false
    }
  }
  return { kind: 'leaf', places: [...new Set(sides.flatMap(placesOf))], test }
}

/** Of values on which every comparison answers alike only the first is kept. */
function withoutTwins(choices: readonly Choice[], leaves: readonly Leaf[], ties: readonly Tie[]): readonly Choice[] {
  const tied = new Set([
    ...ties.flatMap((tie) => tie.places),
    ...leaves.flatMap(({ places }) => (places.length > 1 ? places : [])),
  ])
  const byPlace = choices.map((): Leaf[] => [])
  for (const leaf of leaves) if (leaf.places.length === 1) byPlace[leaf.places[0] ?? 0]?.push(leaf)
  return choices.map((choice, place) => {
    if (tied.has(place)) return choice
    const answers = (value: unknown) => (byPlace[place] ?? []).map(({ test }) => (test(valueAt(place, value)) ? 1 : 0)).join('')
    const kept = new Map<string, unknown>()
    for (const value of choice.values) {
      const signature = answers(value)
      if (!kept.has(signature)) kept.set(signature, value)
    }
    return { ...choice, values: [...kept.values()] }
  })
}

function valueAt(place: number, value: unknown): unknown[] {
  const values: unknown[] = []
  values[place] = value
  return values
}

function settle(leaf: Leaf, choices: readonly Choice[]): Leaf {
  const [place, ...others] = leaf.places
  if (place === undefined || others.length > 0) return leaf
  const answers = (choices[place]?.values ?? []).map((value) => leaf.test(valueAt(place, value)))
  const [first] = answers
  const isConstant = first !== undefined && answers.every((answer) => answer === first)
  return { ...leaf, answers, ...(isConstant ? { constant: first } : {}) }
}
