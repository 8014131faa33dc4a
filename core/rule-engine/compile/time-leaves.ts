import type { Conditions } from '../../model/conditions.js'
import type { Slot } from '../rule-set.js'
import type { ConditionScope } from './compile-conditions.js'
import { comparisonsIn, inlineConditions } from './inline-conditions.js'
import { pathReader } from './read-path.js'
import { isFactReference } from './slot-table.js'

/** A comparison whose answer can change by the clock alone. */
export interface TimeLeaf {
  readonly fact: 'now' | 'elapsed' | 'jalali'
  readonly params: Slot['params']
  /** Which part of it is compared, for example `$.month`. */
  readonly path?: string
  /** What the time is compared with, for a lead whose facts are these. */
  other(values: readonly unknown[]): unknown
  /** The place of the fact on the other side, where there is one. */
  readonly otherPlace?: number
  /** Time stands on the other side as well, so no threshold can be told. */
  readonly isAgainstTime?: true
}

/** Finds the comparisons in which time stands on either side. */
export function timeLeaves(conditions: Conditions, scope: ConditionScope): TimeLeaf[] {
  return comparisonsIn(inlineConditions({ conditions: scope.named }, conditions)).flatMap((leaf) => {
    const right = isFactReference(leaf.value) ? leaf.value : undefined
    const literal = leaf.value
    const onLeft = timeLeaf(leaf, right ? otherSide(right, scope) : { other: () => literal })
    const onRight = right ? timeLeaf(right, otherSide(leaf, scope)) : undefined
    return [onLeft, onRight].filter((found) => found !== undefined)
  })
}

interface Side {
  readonly fact: string
  readonly params?: Slot['params']
  readonly path?: string
}

/** Whether the clock alone changes a fact; the Jalali parts of a field change with the field. */
export function isTimeFact({ fact, params = {} }: Pick<Side, 'fact' | 'params'>): boolean {
  return fact === 'now' || fact === 'elapsed' || (fact === 'jalali' && params['of'] === undefined)
}

type OtherSide = Pick<TimeLeaf, 'other' | 'otherPlace' | 'isAgainstTime'>

function timeLeaf({ fact, params = {}, path }: Side, other: OtherSide): TimeLeaf | undefined {
  if (fact !== 'now' && fact !== 'elapsed' && fact !== 'jalali') return undefined
  return isTimeFact({ fact, params }) ? { fact, params, ...other, ...(path === undefined ? {} : { path }) } : undefined
}

function otherSide(side: Side, { slots }: ConditionScope): OtherSide {
  const place = slots.indexOf(side.fact, side.params)
  const read = pathReader(side.path)
  return { other: (values) => read(values[place]), otherPlace: place, ...(isTimeFact(side) ? { isAgainstTime: true } : {}) }
}
