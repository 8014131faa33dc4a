import type { DecisionProblem } from '../../model/decision.js'
import type { Text } from '../../model/text/localized-text.js'
import type { SemanticDifference } from '../../rule-engine/index.js'

/** What other rules would change about the leads that are there. Nothing of it was done. */
export interface Impact {
  /** Digest of the rules that are compared with, and of those that would decide. */
  readonly before: string
  readonly after: string
  /** The clock of both, milliseconds UTC. */
  readonly at: number
  readonly isPast: boolean
  /**
   * How many leads were asked about, and how many there are to ask; the newest come first. `closed` ones are beside these: nothing
   * decides about them again, unless it was asked about them too.
   */
  readonly leads: { readonly asked: number; readonly of: number; readonly closed: number; readonly isComplete: boolean }
  /** Past dates only: leads of which no decision of that time is kept, so that nobody knows what they were like. */
  readonly unknown: number
  /** Leads about which anything would be decided otherwise: as many as change when these rules are asked about them again. */
  readonly changed: number
  readonly grades: Compared
  /** Leads that keep a grade by the new rules down to its `until`, though their points alone give another. */
  readonly keptGrades: number
  readonly statuses: Compared
  readonly owners: Compared
  readonly queues: Compared
  /** The main score, in bands such as `40…59`. */
  readonly bands: Compared
  /** Where a lead would be sent if it came in now: `<file>/<rule>`. Absent where both route by the same rules. */
  readonly routes?: Compared
  readonly automations: readonly AutomationImpact[]
  /** How many effects of each type the decisions would ask for. */
  readonly actions: readonly ValueCount[]
  /** Rules in shadow that would have counted, after the change. */
  readonly shadow: readonly { readonly rule: string; readonly leads: number }[]
  /** What goes wrong in a rule or plugin, with how many leads it happens to. */
  readonly problems: readonly (Pick<DecisionProblem, 'where' | 'message'> & { readonly before: number; readonly after: number })[]
  /** The rules that were edited, each with a record, real or not, about which both decide differently. */
  readonly differences: readonly SemanticDifference[]
  /** Names of the users that owners are given by. */
  readonly userNames: Readonly<Record<string, string>>
}

/** How many leads have a value before and after; the value '' stands for none. */
export interface ValueCount {
  readonly value: string
  readonly before: number
  readonly after: number
}

/** One thing about all leads, before and after. */
export interface Compared {
  readonly values: readonly ValueCount[]
  /** Leads that would go from one value to another, the most frequent first. */
  readonly shifts: readonly Shift[]
}

export interface Shift {
  readonly from: string
  readonly to: string
  readonly leads: number
  readonly examples: readonly ExampleLead[]
}

/** An automation that would act on leads on which it does not act now, or that would no longer hold for some. */
export interface AutomationImpact {
  readonly rule: string
  readonly title: Text
  readonly newlyFires: number
  readonly noLongerHolds: number
  readonly examples: readonly ExampleLead[]
}

export interface ExampleLead {
  readonly id: string
  /** Absent for who may not read leads. */
  readonly name?: string
}
