import type { Slot } from '../rule-set.js'
import { slotKey } from './slot-key.js'

/** Every distinct fact with parameters has a fixed place, so that a rule reads it by index. */
export interface SlotTable {
  readonly slots: readonly Slot[]
  indexOf(fact: string, params?: Readonly<Record<string, unknown>>): number
}

/** Starts a table; `lead` always has the first place. */
export function slotTable(): SlotTable {
  const slots: Slot[] = []
  const places = new Map<string, number>()
  const indexOf: SlotTable['indexOf'] = (fact, params = {}) => {
    const key = slotKey(fact, params)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, slots.length)
    slots.push({ key, fact, params })
    return slots.length - 1
  }
  indexOf('lead')
  return { slots, indexOf }
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
