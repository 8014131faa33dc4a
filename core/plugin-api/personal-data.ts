import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { ActingContext } from './context.js'

/** Of whom data is asked for, or taken away. */
export interface DataSubject {
  readonly leadIds: readonly string[]
  readonly contactIds: readonly string[]
  /** Addresses and numbers of the person, in every spelling that came in. */
  readonly words: readonly string[]
  /** What the person is called; not enough to know somebody by. */
  readonly names: readonly string[]
  /** Whether one of the addresses or numbers stands in a text or in any value, as a whole word. */
  isSpokenOf(value: unknown): boolean
}

/**
 * Data of people that a plugin keeps outside the entities: in its own tables, in files. Whoever keeps any declares it, so that
 * the export and the erasure of a person reach it.
 */
export interface PersonalData {
  readonly label: Text
  /** All of it, as people may read it. */
  export(subject: DataSubject, context: ActingContext): Awaitable<readonly Readonly<Record<string, unknown>>[]>
  /** Removes it and answers how many pieces there were; one that is called again finds nothing left and says 0. */
  erase(subject: DataSubject, context: ActingContext): Awaitable<number>
}

/** Declares data of people that a plugin keeps. */
export const definePersonalData = (data: PersonalData): PersonalData => data
