import type { Erasure } from '../../model/entities/erasure.js'
import type { EntityName } from '../../model/entities/index.js'

/** By what the rows of a person are known: its records, and the words that say who it is. */
export interface PersonTrace {
  readonly ids: { readonly [E in 'lead' | 'contact' | 'visitor']: readonly string[] }
  /** Companies that the person belongs to: they stay, without the person's name. */
  readonly accountIds: readonly string[]
  /** Addresses and numbers in every spelling that came in; what speaks of one of them speaks of this person. */
  readonly words: readonly string[]
  /** What the person is called; in records that stay, it is taken out. */
  readonly names: readonly string[]
}

/** Rows of one table that are a person's own, and rows of others that speak of the person. */
export interface PersonRows {
  readonly table: string
  /** Absent for a table that no entity declares. */
  readonly entity?: EntityName
  readonly own: readonly Readonly<Record<string, unknown>>[]
  readonly mentions: readonly Readonly<Record<string, unknown>>[]
}

/** What is erased, and the receipt of it but for what the database counts. */
export interface ErasureRequest {
  readonly person: PersonTrace
  /** `anonymise` keeps leads and customers for figures, without anything that says who they were. */
  readonly mode: 'erase' | 'anonymise'
  readonly receipt: {
    readonly id: string
    readonly at: number
    readonly actor: string
    readonly mode: 'erase' | 'anonymise'
    readonly reason?: string
    /** Rows and files that were removed outside the database. */
    readonly counts: Readonly<Record<string, number>>
  }
  /** Addresses to which nothing goes any more; only their SHA-256 is kept. */
  readonly suppress: readonly { readonly id: string; readonly address: string; readonly key: string }[]
}

/** All that is kept of a person, over every table. */
export interface PeopleStore {
  rows(person: PersonTrace): Promise<readonly PersonRows[]>
  /** Erases in one transaction, the receipt with it; one that was done before is done again without harm. */
  erase(request: ErasureRequest): Promise<Erasure>
  /** Lets go of what the database still keeps of removed rows beside its tables: the write-ahead log of SQLite. */
  compact(): Promise<void>
}
