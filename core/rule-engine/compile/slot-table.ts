import type { Slot } from '../rule-set.js'
import { slotKey } from './slot-key.js'

/** Every distinct fact with parameters has a fixed place, so that a rule reads it by index. */
export interface SlotTable {
  readonly slots: readonly Slot[]
  /** The place behind a key of `slotKey`, where there is one. */
  placeOf(key: string): number | undefined
  indexOf(fact: string, params?: Readonly<Record<string, unknown>>): number
}

/** Starts a table, with the places of another where those are given; `lead` always has the first place. */
export function slotTable(known: readonly Slot[] = []): SlotTable {
  const slots: Slot[] = [...known]
  const places = new Map(known.map(({ key }, place) => [key, place]))
  const indexOf: SlotTable['indexOf'] = (fact, params = {}) => {
    const key = slotKey(fact, params)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, slots.length)
    slots.push({ key, fact, params })
    return slots.length - 1
  }
  indexOf('lead')
  return { slots, indexOf, placeOf: (key) => places.get(key) }
}

/** What another fact says, in the place of a literal. */
export interface FactReference {
  readonly fact: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly path?: string
}

export function isFactReference(value: unknown): value is FactReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'fact')
}
