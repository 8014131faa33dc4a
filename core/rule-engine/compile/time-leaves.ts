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
  /** What the time is compared with, for a lead whose facts are these. */
  other(values: readonly unknown[]): unknown
}

/** Finds the comparisons in which time stands on either side. */
export function timeLeaves(conditions: Conditions, scope: ConditionScope): TimeLeaf[] {
  return comparisonsIn(inlineConditions({ conditions: scope.named }, conditions)).flatMap((leaf) => {
    const right = isFactReference(leaf.value) ? leaf.value : undefined
    const literal = leaf.value
    const onLeft = timeLeaf(leaf, right ? sideReader(right, scope) : () => literal)
    const onRight = right ? timeLeaf(right, sideReader(leaf, scope)) : undefined
    return [onLeft, onRight].filter((found) => found !== undefined)
  })
}

interface Side {
  readonly fact: string
  readonly params?: Slot['params']
  readonly path?: string
}

function timeLeaf({ fact, params = {} }: Side, other: TimeLeaf['other']): TimeLeaf | undefined {
  return fact === 'now' || fact === 'elapsed' || fact === 'jalali' ? { fact, params, other } : undefined
}

function sideReader({ fact, params, path }: Side, { slots }: ConditionScope): TimeLeaf['other'] {
  const slot = slots.indexOf(fact, params)
  const read = pathReader(path)
  return (values) => read(values[slot])
}
