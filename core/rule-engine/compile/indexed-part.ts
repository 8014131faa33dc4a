import type { Operator } from '../../plugin-api/index.js'
import type { Demand, IndexedPart, IndexedPlace } from './index-demand.js'
import type { Leaf } from './leaf-table.js'
import { numberAnswers } from './number-answers.js'
import { isCoreOperator } from './operator-test.js'
import type { Plan } from './plan-conditions.js'
import { valueAnswers, valuesNamed } from './value-answers.js'

/** What indexes can answer of a plan, place by place, and whether that is all of it. */
export interface IndexedParts {
  readonly parts: readonly IndexedPart[]
  readonly isWhole: boolean
}

/** Finds the parts; a demand that asks several places, or something no index knows, is not among them. */
export function indexedParts(plan: Plan, operators: Readonly<Record<string, Operator>>): IndexedParts {
  const places = new Map<string, { readonly place: IndexedPlace; readonly demands: Demand[] }>()
  let isWhole = true
  for (const demand of demandsOf(plan)) {
    const place = onlyPlace(demand.plan, operators)
    if (!place) isWhole = false
    else {
      const known = places.get(place.key) ?? { place, demands: [] }
      known.demands.push(demand)
      places.set(place.key, known)
    }
  }
  const parts = [...places.values()].map(({ place, demands }) => ({
    place,
    ...(place.family === 'value' ? valueAnswers(demands) : numberAnswers(demands)),
  }))
  return { parts, isWhole }
}

/** The parts all of which a plan demands. */
function demandsOf(plan: Plan, isNegated = false): readonly Demand[] {
  if (plan.kind === 'not') return demandsOf(plan.child, !isNegated)
  const demandsAll = plan.kind === (isNegated ? 'any' : 'all')
  return demandsAll && 'children' in plan ? plan.children.flatMap((child) => demandsOf(child, isNegated)) : [{ plan, isNegated }]
}

function onlyPlace(plan: Plan, operators: Readonly<Record<string, Operator>>): IndexedPlace | undefined {
  const places = leavesOf(plan).map((leaf) => leaf && placeOf(leaf, operators))
  const [first] = places
  return places.every((place) => place && place.key === first?.key) ? first : undefined
}

function leavesOf(plan: Plan): readonly (Leaf | undefined)[] {
  if (plan.kind === 'leaf') return [plan.leaf]
  if (plan.kind === 'unknown') return [undefined]
  return plan.kind === 'not' ? leavesOf(plan.child) : plan.children.flatMap(leavesOf)
}

function placeOf(leaf: Leaf, operators: Readonly<Record<string, Operator>>): IndexedPlace | undefined {
  const { comparison, left, right } = leaf
  const operator = comparison.operator.replace(/^(?:not:)*/, '')
  if (right || !isCoreOperator(operator, operators)) return undefined
  const isNumber = COMPARING.has(operator)
  if (isNumber ? !Number.isFinite(comparison.value) : !valuesNamed(leaf)) return undefined
  const family = isNumber ? 'number' : 'value'
  return { key: `${family} ${left.slot} ${left.path}`, family, slot: left.slot, read: left.read }
}

const COMPARING: ReadonlySet<string> = new Set(['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'])
