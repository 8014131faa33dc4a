import { CrmError } from '../../errors.js'
import type { Comparison } from '../../model/conditions.js'
import type { Operator } from '../../plugin-api/index.js'
import { identityKey } from './identity-key.js'
import { neverThrows, type OperatorTest, operatorTest } from './operator-test.js'
import { ownCopy } from './own-copy.js'
import { type PathReader, pathReader } from './read-path.js'
import { slotKey } from './slot-key.js'
import { isFactReference, type SlotTable } from './slot-table.js'

/** One side of a comparison: a place among the slots, and what is read there. The same reading in many comparisons is one side. */
export interface LeafSide {
  readonly id: number
  readonly slot: number
  readonly path: string
  readonly read: PathReader
}

/** A comparison that is ready to run. The same comparison in many rules is one leaf. */
export interface Leaf {
  readonly id: number
  readonly comparison: Comparison
  readonly left: LeafSide
  /** Absent where the right-hand side is a value. */
  readonly right?: LeafSide
  /** Absent where the operator is unknown. */
  readonly compare?: OperatorTest
  /** Asked even where its neighbours have settled the answer, because json-rules-engine would ask it and it may throw. */
  readonly mayThrow: boolean
  /** @throws whatever its operator throws; RULE_OPERATOR_UNKNOWN where there is none. */
  test(values: readonly unknown[]): boolean
}

/** Every distinct comparison of some conditions, in the order in which they were met. */
export interface LeafTable {
  readonly leaves: readonly Leaf[]
  readonly sides: readonly LeafSide[]
  leafOf(comparison: Comparison): OwnedLeaf
}

/** A leaf with the comparison as it was written in one place, copied so that nobody changes it. */
export interface OwnedLeaf {
  readonly leaf: Leaf
  readonly comparison: Comparison
}

/**
 * Starts a table over slots; a comparison is known again by what it asks, not by its name or priority. A table is made for
 * one compilation, while nobody changes the conditions.
 */
export function leafTable(slots: SlotTable, operators: Readonly<Record<string, Operator>>): LeafTable {
  const leaves: Leaf[] = []
  const known = new Map<string, Leaf>()
  const { sides, sideOf } = sideTable(slots)
  const met = new WeakMap<Comparison, OwnedLeaf>()
  const leafFor = (comparison: Comparison): Leaf => {
    const { fact, params, path, operator, value } = comparison
    const key = JSON.stringify([slotKey(fact, params), path ?? '', operator, keyOf(value)])
    const found = known.get(key) ?? newLeaf(comparison, { id: leaves.length, sideOf, operators })
    if (found.id === leaves.length) leaves.push(found)
    known.set(key, found)
    return found
  }
  const leafOf = (written: Comparison): OwnedLeaf => {
    const known = met.get(written)
    if (known) return known
    const comparison = ownComparison(written)
    const owned = { leaf: leafFor(comparison), comparison }
    met.set(written, owned)
    return owned
  }
  return { leaves, sides, leafOf }
}

function ownComparison({ params, value, ...rest }: Comparison): Comparison {
  return Object.freeze({ ...rest, value: ownCopy(value), ...(params ? { params: ownCopy(params) } : {}) })
}

/** A reference is known by the place it reads. */
function keyOf(value: unknown): string {
  if (!isFactReference(value)) return identityKey(value)
  return `fact ${JSON.stringify([slotKey(value.fact, value.params), value.path ?? ''])}`
}

interface Building {
  readonly id: number
  readonly sideOf: SideOf
  readonly operators: Readonly<Record<string, Operator>>
}

function newLeaf(comparison: Comparison, { id, sideOf, operators }: Building): Leaf {
  const { operator, value } = comparison
  const compare = operatorTest(operator, operators)
  const left = sideOf(comparison, 'left')
  const right = isFactReference(value) ? sideOf(value, 'right') : undefined
  const mayThrow = !neverThrows(operator, value, operators)
  const base = { id, comparison, left, mayThrow, ...(right ? { right } : {}), ...(compare ? { compare } : {}) }
  return { ...base, test: compare ? testOf(compare, { left, right, value }) : refuse(operator) }
}

function testOf(
  compare: OperatorTest,
  { left: { slot, read }, right, value }: { left: LeafSide; right: LeafSide | undefined; value: unknown },
): Leaf['test'] {
  if (!right) return (values) => compare(read(values[slot]), value) === true
  return (values) => compare(read(values[slot]), right.read(values[right.slot])) === true
}

type SideOf = (asked: Pick<Comparison, 'fact' | 'params' | 'path'>, hand: 'left' | 'right') => LeafSide

function sideTable(slots: SlotTable): { readonly sides: readonly LeafSide[]; readonly sideOf: SideOf } {
  const sides: LeafSide[] = []
  const known = new Map<string, LeafSide>()
  const sideOf: SideOf = ({ fact, params, path = '' }, hand) => {
    const slot = slots.indexOf(fact, params)
    // A list that is put together while reading equals no other, not even one of the same path.
    const key = path.includes('*') ? `${hand} ${slot} ${path}` : `${slot} ${path}`
    const side = known.get(key) ?? { id: sides.length, slot, path, read: pathReader(path) }
    if (!known.has(key)) sides.push(side)
    known.set(key, side)
    return side
  }
  return { sides, sideOf }
}

function refuse(operator: string): Leaf['test'] {
  return () => {
    throw new CrmError('RULE_OPERATOR_UNKNOWN', `There is no operator "${operator}".`)
  }
}
