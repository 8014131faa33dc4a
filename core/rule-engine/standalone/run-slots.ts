import { CrmError } from '../../errors.js'
import { ownCopy } from '../compile/own-copy.js'
import { slotKey } from '../compile/slot-key.js'
import type { SlotTable } from '../compile/slot-table.js'
import type { Slot } from '../rule-set.js'

/** Places of one call: those that rules read, and behind them what only facts ask for. */
export interface RunSlots {
  slotAt(place: number): Slot
  placeOf(fact: string, params: Slot['params']): number
}

/** Adds places for one call; the table itself stays as it was compiled. */
export function runSlots({ slots, placeOf: compiledPlace }: SlotTable): RunSlots {
  const added: Slot[] = []
  const places = new Map<string, number>()
  return {
    placeOf(fact, params) {
      const key = slotKey(fact, params)
      const known = compiledPlace(key) ?? places.get(key)
      if (known !== undefined) return known
      const place = slots.length + added.push({ key, fact, params: ownCopy(params) }) - 1
      places.set(key, place)
      return place
    },
    slotAt(place) {
      const slot = slots[place] ?? added[place - slots.length]
      if (!slot) throw new CrmError('INTERNAL', `There is no slot ${place}.`)
      return slot
    },
  }
}
