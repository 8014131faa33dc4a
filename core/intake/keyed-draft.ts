import type { LeadKeys } from './match-keys.js'
import type { Draft } from './read-submissions.js'

/** A draft with the keys it can be found by. */
export interface KeyedDraft extends Draft {
  readonly keys: LeadKeys
}

/** A lead that looks like another, and by what. */
export interface Likeness {
  readonly leadId: string
  readonly reason: 'same-external' | 'same-email' | 'same-phone' | 'same-field' | 'same-name'
}

/** A lead that answers to one of a draft's keys, and whether the two may become one. */
export interface Match extends Likeness {
  readonly merge: boolean
}
