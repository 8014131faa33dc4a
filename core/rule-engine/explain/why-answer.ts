import type { LeafVerdict } from './leaf-verdicts.js'
import type { RulePlace } from './rule-places.js'
import type { DescribedWay } from './way/describe-way.js'
import type { Goal } from './way/goal.js'

/** A rule that has a part in the answer. */
export interface WhyReason extends Partial<RulePlace> {
  /** `<file id>/<rule id>`. */
  readonly rule: string
  readonly title: string
  readonly counted: boolean
  /** What it gives to the score. */
  readonly points?: number
  /** What else is to be said: how points faded, that it is only watched, or why it could not be answered. */
  readonly note?: string
  readonly leaves: readonly LeafVerdict[]
}

/** One thing that is so, and the rules behind it. */
export interface WhyPart {
  readonly about: 'score' | 'grade' | 'status' | 'owner' | 'automations' | 'rule' | 'queue'
  readonly sentence: string
  readonly reasons: readonly WhyReason[]
}

/** Why a lead is as it is, or why something is not so and what it would take. */
export interface WhyAnswer {
  readonly goal?: Goal
  /** Whether what was asked for is so. */
  readonly holds?: boolean
  /** The short answer. */
  readonly headline: string
  readonly parts: readonly WhyPart[]
  readonly way?: DescribedWay
  /** What a person can do at any time, whatever the rules say. */
  readonly byHand?: string
}
