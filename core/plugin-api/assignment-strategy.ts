import type { Presence } from '../model/calendar/presence.js'
import type { LeftOut } from '../model/decision.js'
import type { Lead } from '../model/entities/lead.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'

/** A member of the queue who is active, present and has room. */
export interface Candidate {
  readonly userId: string
  readonly name: string
  /** Place among all members of the queue, the absent ones included, so that a turn survives absences. */
  readonly position: number
  readonly openLeads: number
  readonly capacity?: number
  readonly weight: number
  readonly territories: readonly string[]
  readonly skills?: readonly string[]
  readonly region?: string
  /** The calendar by which this user works. */
  readonly workingCalendar?: string
}

/** Who gets the lead, and why each other candidate does not. */
export interface Choice {
  readonly ownerId?: string
  readonly leftOut: readonly LeftOut[]
  /** Where the next turn begins; kept with the assignment in one transaction. */
  readonly cursor?: number
}

export interface AssignmentRequest<P extends Fields> {
  readonly lead: Lead
  readonly params: ValuesOf<P>
  readonly cursor: number
  /** Values of the facts that the parts of a composition declare, by name. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** Whether it is working time now, by calendar. */
  readonly presence?: Readonly<Record<string, Presence>>
}

/** Chooses an owner among candidates. It does no I/O: what it needs is handed to it, so that a decision can be replayed. */
export interface AssignmentStrategy<P extends Fields = Fields> {
  readonly label: Text
  readonly params?: P
  choose(candidates: readonly Candidate[], request: AssignmentRequest<P>): Awaitable<Choice>
}

/** Declares an assignment strategy; the type of `params` follows from their declaration. */
export const defineAssignmentStrategy = <const P extends Fields = {}>(strategy: AssignmentStrategy<P>): AssignmentStrategy<P> =>
  strategy
