import type { Presence } from '../model/calendar/presence.js'
import type { LeftOut } from '../model/decision.js'
import type { Lead } from '../model/entities/lead.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Candidate } from './assignment-strategy.js'

/** What a part of a composition is told beside the candidate. */
export interface PartRequest<P extends Fields> {
  readonly lead: Lead
  readonly params: ValuesOf<P>
  /** Values of the facts that the part declares, by name; undefined where one is not known. */
  readonly facts: Readonly<Record<string, unknown>>
  /** Whether it is working time now, by calendar. */
  readonly presence: Readonly<Record<string, Presence>>
}

/** Why a candidate is passed over, with the numbers behind it. */
export type WhyNot = Pick<LeftOut, 'reason' | 'details'>

interface AssignmentPart<P extends Fields> {
  readonly label: Text
  readonly params?: P
  /** Facts without parameters that must be known before it is asked; they are kept with the decision. */
  readonly facts?: readonly string[]
}

/** Says who cannot get a lead. It does no I/O, and answers the same to the same question. */
export interface AssignmentFilter<P extends Fields = Fields> extends AssignmentPart<P> {
  /** Why this candidate cannot get the lead; undefined lets them pass. */
  leaveOut(candidate: Candidate, request: PartRequest<P>): WhyNot | undefined
}

/** Says who of those that can get a lead comes first. It does no I/O, and answers the same to the same question. */
export interface AssignmentRank<P extends Fields = Fields> extends AssignmentPart<P> {
  /** The smaller, the sooner; equal ones are left for the next rank, and in the end for who picks. */
  rank(candidate: Candidate, request: PartRequest<P>): number
  /** Why somebody behind the best is passed over. */
  leaveOut(ranks: { readonly own: number; readonly best: number }): WhyNot
}

/** Declares a filter; the type of `params` follows from their declaration. */
export const defineAssignmentFilter = <const P extends Fields = {}>(filter: AssignmentFilter<P>): AssignmentFilter<P> => filter

/** Declares a rank; the type of `params` follows from their declaration. */
export const defineAssignmentRank = <const P extends Fields = {}>(rank: AssignmentRank<P>): AssignmentRank<P> => rank

/** Whom a filter leaves out of these. */
export function filteredOut(
  filter: AssignmentFilter,
  candidates: readonly Candidate[],
  request: PartRequest<Fields>,
): readonly LeftOut[] {
  return candidates.flatMap((candidate) => {
    const why = filter.leaveOut(candidate, request)
    return why ? [{ userId: candidate.userId, ...why }] : []
  })
}

/** Who of these stands behind the best. */
export function outranked(
  rank: AssignmentRank,
  candidates: readonly Candidate[],
  request: PartRequest<Fields>,
): readonly LeftOut[] {
  const ranked = candidates.map((candidate) => ({ userId: candidate.userId, own: rank.rank(candidate, request) }))
  const best = Math.min(...ranked.map(({ own }) => own))
  return ranked.filter(({ own }) => own > best).map(({ userId, own }) => ({ userId, ...rank.leaveOut({ own, best }) }))
}
