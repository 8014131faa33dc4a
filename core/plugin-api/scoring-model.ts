import type { Score } from '../model/decision.js'
import type { Lead } from '../model/entities/lead.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { LocalizedText, Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { Training, TrainingExamples, TrainingRequest } from './learned-model.js'

/** A rule of a scoring file with its answer for this lead. */
export interface ScoredRule {
  readonly id: string
  readonly title: LocalizedText
  readonly matched: boolean
  /** What the file says follows, for example `{ group: 'fit', points: 25 }`. */
  readonly then: Readonly<Record<string, unknown>>
  /** For a rule that counts activities: how many there are. */
  readonly count?: number
  /** For a rule whose points fade (`then.decay`): when what earned them was, newest first, milliseconds UTC. */
  readonly times?: readonly number[]
}

/** A group of rules whose points are held within bounds of their own. */
export interface ScoringGroup {
  readonly id: string
  /** What people call it; the id where there is none. */
  readonly label?: Text
  readonly min?: number
  readonly max?: number
}

export interface ScoringRequest<P extends Fields> {
  readonly lead: Lead
  readonly rules: readonly ScoredRule[]
  readonly params: ValuesOf<P>
  /** Bounds of the total, and groups with their caps. */
  readonly limits: {
    readonly min: number
    readonly max: number
    readonly groups: readonly ScoringGroup[]
  }
  readonly now: number
}

/** Turns the rules that matched, or the lead itself, into points with their reasons. */
export interface ScoringModel<P extends Fields = Fields> {
  readonly label: Text
  readonly params?: P
  /**
   * Contributions must add up to the total; the registry's contract suite checks it. A score that changes by itself says when in
   * `changesAt`; until then the same question must get the same answer.
   */
  score(request: ScoringRequest<P>): Awaitable<Score>
  /** Learns parameters from leads whose end is known; must answer the same for the same examples. Only for models that learn. */
  train?(examples: TrainingExamples, request: TrainingRequest): Promise<Training>
}

/** Declares a scoring model; the type of `params` follows from their declaration. */
export const defineScoringModel = <const P extends Fields = {}>(model: ScoringModel<P>): ScoringModel<P> => model
