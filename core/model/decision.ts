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
  /** The first later instant at which a contribution is different though no data is; absent when none will be. */
  readonly changesAt?: number
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
  'outside-working-hours',
  'on-holiday',
  'not-sticky-owner',
  'worse-fit',
  'gave-it-back',
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
  /** Whose lead it was until it went back to the pool because nobody touched it. */
  readonly recycledFrom?: string
  readonly leftOut: readonly LeftOut[]
  /** Why the queue keeps the lead, when nobody got it. */
  readonly unassigned?: 'queue-empty' | 'nobody-available' | 'no-rule' | 'kept-owner'
}

/** Until when somebody must have answered, and by which target. */
export interface ResponseTaken {
  /** `<file>/<target>`. */
  readonly target: string
  readonly kind: 'first' | 'next'
  /** Since when the customer waits. */
  readonly since: number
  /** Absent while the clock stands still. */
  readonly dueAt?: number
  /** This decision found that the time had passed. */
  readonly breached?: true
  /** This decision found the answer: seconds of working time that it took. */
  readonly answeredAfter?: number
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

/** That a fact has another value from an instant on though no data changes; without `value` nobody can tell which. */
export interface FactChange {
  readonly at: number
  readonly value?: unknown
}

/** What a decision is made of, in this order. */
export const DECISION_STAGES = ['scoring', 'transitions', 'routing', 'automations'] as const
export type DecisionStage = (typeof DECISION_STAGES)[number]

/** Why rules were asked. */
export type Trigger = 'capture' | 'edit' | 'timer' | 'import' | 'rescore'

/** A queue at the moment in which an owner was chosen in it; what is usual is left out. */
export interface AskedQueue {
  readonly queue: string
  /** Where the strategy stood in its turn. */
  readonly cursor: number
  /** In their order. Usual: active, not away, weight 1, no territories. */
  readonly members: readonly {
    readonly userId: string
    readonly name: string
    readonly openLeads: number
    readonly weight?: number
    readonly territories?: readonly string[]
    readonly capacity?: number
    readonly active?: boolean
    readonly away?: boolean
    readonly skills?: readonly string[]
    readonly region?: string
    readonly workingCalendar?: string
    /** Only where a rule named the owner. */
    readonly email?: string
  }[]
}

/** What a guard said against a move to a status or against an owner. */
export interface GuardAnswer {
  readonly to?: string
  readonly owner?: string
  readonly refused?: string
  /** It failed, with this message. */
  readonly failed?: string
  readonly plugin?: string
}

/** What a decision was made from beside its facts and rules, kept so that it can be made again. */
export interface DecisionInputs {
  /** Grows when what is kept changes its meaning. */
  readonly format: 1
  readonly timeZone: string
  /** Digest of the names and versions of the plugins that were loaded. */
  readonly plugins?: string
  readonly reroute?: { readonly queue?: string; readonly strategy?: string }
  /** Automations whose effects led to this decision, the first one first: `<file>/<rule>`. */
  readonly chain?: readonly string[]
  /** Stages that were left out on purpose, for example when history was imported. */
  readonly without?: readonly DecisionStage[]
  readonly failedFacts?: Readonly<Record<string, string>>
  /** Only where somebody in a queue was asked for. */
  readonly queue?: AskedQueue
  readonly guards?: readonly GuardAnswer[]
}

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
  /** Later values of facts that change by themselves, by slot, earliest first; only those there are. */
  readonly factChanges?: Readonly<Record<string, readonly FactChange[]>>
  readonly scores: Readonly<
    Record<string, Score & { readonly grade?: string; readonly previousGrade?: string; readonly matrix?: string }>
  >
  readonly transitions: readonly TransitionTaken[]
  readonly routing?: RoutingTaken
  /** Until when somebody must have answered the lead; absent where nobody waits or no target fits. */
  readonly response?: ResponseTaken
  /** Automation rules that turned true now. */
  readonly fired: readonly { readonly rule: string; readonly title: Text }[]
  /** Automation rules that are true now, fired or not: `<file id>/<rule id>`. */
  readonly rulesTrue: readonly string[]
  readonly actions: readonly PlannedAction[]
  /** Rules in shadow that would have counted: `<file id>/<rule id>`. */
  readonly shadow?: readonly string[]
  readonly problems: readonly DecisionProblem[]
  /** The first future instant at which this decision can change though no data does. */
  readonly nextChangeAt?: number
  /** Absent in decisions that were stored before inputs were kept. */
  readonly inputs?: DecisionInputs
}

/** A decision with the lead as it is after it. */
export interface DecidedLead {
  readonly lead: Lead
  readonly decision: Decision
}
