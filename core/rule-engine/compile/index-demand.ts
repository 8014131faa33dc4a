import type { Plan } from './plan-conditions.js'
import type { PathReader } from './read-path.js'

/** All that a rule demands of one place, without which it does not hold, so that an index can answer it for many rules at once. */
export interface IndexedPart {
  readonly place: IndexedPlace
  /** Values at which the answer turns; between them, or for all others, it stays the same. */
  readonly turns: readonly unknown[]
  holdsFor(value: unknown): boolean
}

/** `value`: asked whether it is this or that. `number`: asked how large it is. */
export interface IndexedPlace {
  readonly key: string
  readonly family: 'value' | 'number'
  readonly slot: number
  readonly read: PathReader
}

/** A part of a plan that must hold, or must not. */
export interface Demand {
  readonly plan: Plan
  readonly isNegated: boolean
}
