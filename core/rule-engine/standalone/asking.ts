/** What is known of a comparison or a rule. */
export const STATE = { unasked: 0, fails: 1, holds: 2, error: 3, pending: 4 } as const
export type State = (typeof STATE)[keyof typeof STATE]

/** Facts that are loaded when they are first asked for. */
export interface FactLoading {
  /** Asks for a fact; true when its value is there. */
  load(slot: number): boolean
  /** Why a fact cannot be had, if that is known. */
  failureOf(slot: number): { readonly thrown: unknown } | undefined
}

/** One call while it is answered: the facts, and what each comparison said so far. */
export interface Asking {
  readonly values: readonly unknown[]
  /** Absent where every value is there from the start. */
  readonly facts?: FactLoading
  /** States by comparison. */
  readonly leaves: State[]
  /** What those in the state `error` threw. */
  readonly errors: unknown[]
}
