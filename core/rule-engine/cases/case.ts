/** A file of kind `cases`: examples that prove what the rules beside it do. */
export interface CasesFile {
  /** Ids of the files that these cases are about. */
  readonly for: readonly string[]
  readonly cases: readonly RuleCase[]
}

export interface RuleCase {
  readonly name: string
  /** When the record comes in; a fixed day otherwise. */
  readonly start?: string
  readonly given: {
    readonly lead?: Readonly<Record<string, unknown>>
    /** Instead of a lead: a record that automations with this `entity` watch. */
    readonly account?: Readonly<Record<string, unknown>>
    readonly contact?: Readonly<Record<string, unknown>>
    readonly opportunity?: Readonly<Record<string, unknown>>
    readonly activities?: readonly (CaseActivity & { readonly at?: string; readonly count?: number })[]
    /** What other facts say, by name: `account`, `campaign`, those of plugins; `wonOpportunities` as a number, or by code of product. */
    readonly facts?: Readonly<Record<string, unknown>>
    readonly queues?: Readonly<Record<string, readonly CaseMember[]>>
  }
  readonly expect?: CaseExpectation
  /** What happens later, each step at a duration after the start. */
  readonly timeline?: readonly CaseStep[]
}

export interface CaseActivity {
  readonly type: string
  /** What sums are made from, for example `{ "amount": 250 }`. */
  readonly details?: Readonly<Record<string, unknown>>
}

export interface CaseMember {
  readonly id: string
  readonly openLeads?: number
  readonly capacity?: number
  readonly weight?: number
  readonly territories?: readonly string[]
  readonly active?: boolean
  readonly away?: boolean
}

export interface CaseStep {
  readonly at: string
  readonly activity?: CaseActivity
  readonly set?: Readonly<Record<string, unknown>>
  readonly expect?: CaseExpectation
}

/**
 * What must have come out; only what is named is compared. `null` stands for nothing at all, for example no owner.
 * `moved`, `fired`, `actions` and `problems` are compared whole, without order, as far as rules of the files go that the cases are for:
 * a rule that somebody adds elsewhere breaks no case.
 */
export interface CaseExpectation {
  readonly score?: number
  readonly grade?: string | null
  /** Totals by scoring file, where there are several. */
  readonly scores?: Readonly<Record<string, number>>
  /** Points that groups of the first score came to. */
  readonly groups?: Readonly<Record<string, number>>
  readonly status?: string
  /** The reason that came with the status. */
  readonly reason?: string | null
  readonly queue?: string | null
  readonly strategy?: string | null
  readonly ownerId?: string | null
  /** The routing rule or row that decided. */
  readonly rule?: string | null
  /** Rules that moved the lead to another status since the step before. */
  readonly moved?: readonly string[]
  /** Automation rules that fired since the step before. */
  readonly fired?: readonly string[]
  /** Types of the actions that were asked for since the step before. */
  readonly actions?: readonly string[]
  /** Parts of the texts of problems since the step before; without this, any problem fails the case. */
  readonly problems?: readonly string[]
}
