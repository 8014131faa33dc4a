import type { Lead } from './entities/lead.js'
import type { Text } from './text/localized-text.js'

/** One reason for points; the contributions of a score add up to its total, always. */
export interface Contribution {
  /** The rule's id, or `cap` and `floor` for what a limit took away or gave back. */
  readonly rule: string
  readonly title: Text
  readonly points: number
  readonly group?: string
}

/** How good a lead is, and why. `total` is the sum of the contributions' points. */
export interface Score {
  readonly total: number
  readonly contributions: readonly Contribution[]
}

/** Why a user did not get a lead; a closed list, so that every reader and report knows all of them. */
export const LEFT_OUT_REASONS = [
  'inactive',
  'away',
  'at-capacity',
  'other-territory',
  'no-territory',
  'missing-skill',
  'zero-weight',
  'not-their-turn',
  'busier',
  'further-ahead-of-share',
  'refused-by-guard',
  'excluded-by-rule',
  'not-preferred',
] as const

export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

/** A user who was considered and did not get the lead. */
export interface LeftOut {
  readonly userId: string
  readonly reason: LeftOutReason
  /** The numbers behind the reason, for example `{ openLeads: 12, capacity: 12 }`. */
  readonly details?: Readonly<Record<string, string | number>>
}

/** A move from one status to another, and the rule that made it. */
export interface TransitionTaken {
  readonly rule: string
  readonly title: Text
  readonly from: string
  readonly to: string
}

/** Where a lead was sent. */
export interface RoutingTaken {
  readonly rule: string
  readonly title: Text
  readonly queue?: string
  readonly strategy?: string
  readonly ownerId?: string
  readonly leftOut: readonly LeftOut[]
  /** Why the queue keeps the lead, when nobody got it. */
  readonly unassigned?: 'queue-empty' | 'nobody-available' | 'no-rule' | 'kept-owner'
}

/** An effect that a rule asked for; performed after commit, at least once, with this key. */
export interface PlannedAction {
  readonly type: string
  readonly params: Readonly<Record<string, unknown>>
  readonly rule: string
  /** Record + rule + number of the rising edge + place in the rule's list. */
  readonly idempotencyKey: string
}

/** What went wrong in one rule or plugin while the rest still counted. */
export interface DecisionProblem {
  readonly where: string
  readonly plugin?: string
  readonly message: string
}

/** Why rules were asked. */
export type Trigger = 'capture' | 'edit' | 'timer' | 'import' | 'rescore'

/**
 * One complete answer of the rules about one lead: what was read, what followed, and why.
 * It is stored with the lead in the same transaction and shown to people as it stands.
 */
export interface Decision {
  readonly trigger: Trigger
  /** Digest of the rule set. */
  readonly ruleSet: string
  /** The clock of this decision, milliseconds UTC. */
  readonly now: number
  /** Every value the rules could read, by slot: `lead`, and `<fact>(<canonical params>)`. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly scores: Readonly<Record<string, Score & { readonly grade?: string; readonly previousGrade?: string }>>
  readonly transitions: readonly TransitionTaken[]
  readonly routing?: RoutingTaken
  /** Automation rules that turned true now. */
  readonly fired: readonly { readonly rule: string; readonly title: Text }[]
  /** Automation rules that are true now, fired or not: `<file id>/<rule id>`. */
  readonly rulesTrue: readonly string[]
  readonly actions: readonly PlannedAction[]
  readonly problems: readonly DecisionProblem[]
  /** The first future instant at which this decision can change though no data does. */
  readonly nextChangeAt?: number
}

/** A decision with the lead as it is after it. */
export interface DecidedLead {
  readonly lead: Lead
  readonly decision: Decision
}
