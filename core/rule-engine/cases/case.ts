/** A file of kind `cases`: examples that prove what the rules beside it do. */
export interface CasesFile {
  /** Ids of the files that these cases are about. */
  readonly for: readonly string[]
  readonly cases: readonly RuleCase[]
}

export interface RuleCase {
  readonly name: string
  /** When the lead comes in; a fixed day otherwise. */
  readonly start?: string
  readonly given: {
    readonly lead: Readonly<Record<string, unknown>>
    readonly activities?: readonly { readonly type: string; readonly at?: string; readonly count?: number }[]
    readonly queues?: Readonly<Record<string, readonly CaseMember[]>>
  }
  readonly expect?: CaseExpectation
  /** What happens later, each step at a duration after the start. */
  readonly timeline?: readonly CaseStep[]
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
  readonly activity?: { readonly type: string }
  readonly set?: Readonly<Record<string, unknown>>
  readonly expect?: CaseExpectation
}

/** What must have come out; only what is named is compared. `fired` is compared whole, without order. */
export interface CaseExpectation {
  readonly score?: number
  readonly grade?: string
  readonly status?: string
  readonly queue?: string
  readonly ownerId?: string
  readonly fired?: readonly string[]
  readonly rule?: string
}
