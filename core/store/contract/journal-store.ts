import type { SubmissionState } from '../../model/entities/submission.js'
import type { Page } from './record-store.js'

/** A submission as it came, with what names it for ever. */
export interface JournalEntry {
  readonly id: string
  readonly receivedAt: number
  readonly source: string
  readonly channel: string
  /** Already scoped by source and channel. */
  readonly idempotencyKey: string
  readonly fingerprint: string
  readonly payload: unknown
  readonly context?: Readonly<Record<string, unknown>>
  readonly spam?: boolean
}

/** What became of an entry: written, already there with the same content, or its key is taken by other content. */
export interface JournalAnswer {
  readonly status: 'new' | 'repeated' | 'conflict'
  readonly submissionId: string
}

/** A submission and where it stands. */
export interface JournalRow extends JournalEntry {
  readonly state: SubmissionState
  readonly leadId?: string
  readonly attempts: number
  /** Why it is in quarantine. */
  readonly problem?: { readonly code: string; readonly message: string; readonly details?: unknown }
}

/** Where a submission stands: with the lead it became, or with what is wrong where it is set aside. */
export interface SubmissionOutcome {
  readonly state: SubmissionState
  readonly leadId?: string
  readonly message?: string
}

/** A submission held by one worker until its lease ends. */
export interface ClaimedSubmission extends JournalEntry {
  readonly attempts: number
}

/** Everything that came in, and the way of each submission through intake. */
export interface JournalStore {
  /** Writes all entries in one durable transaction; answers in their order. Entries of one call may repeat each other. */
  append(entries: readonly JournalEntry[]): Promise<readonly JournalAnswer[]>
  /** Takes waiting submissions, oldest first, that nobody else holds; counts the attempt. */
  claim(request: { limit: number; now: number; leaseMs: number }): Promise<readonly ClaimedSubmission[]>
  /** Waiting submissions among these ids, claimed likewise: for an import that processes what it just wrote. */
  claimThese(ids: readonly string[], request: { now: number; leaseMs: number }): Promise<readonly ClaimedSubmission[]>
  /** Lets go of claims, so that others can take them from `notBefore` on. */
  release(ids: readonly string[], request: { notBefore: number }): Promise<void>
  quarantine(entries: readonly { id: string; code: string; message: string; details?: unknown }[], now: number): Promise<void>
  /** Puts quarantined or spam submissions back to waiting; answers how many. */
  requeue(ids: readonly string[] | 'all-quarantined', now: number): Promise<number>
  get(id: string): Promise<JournalRow | undefined>
  /** What became of each of these, however many; an unknown id has no entry. For an import that tells how its rows ended. */
  outcomes(ids: readonly string[]): Promise<ReadonlyMap<string, SubmissionOutcome>>
  /** Newest first. */
  list(query: {
    state?: SubmissionState
    source?: string
    leadId?: string
    limit: number
    after?: string
  }): Promise<Page<JournalRow>>
  /** Per source and state how many, and when the last came: the health of every source. */
  health(): Promise<readonly { source: string; state: SubmissionState; count: number; lastAt: number }[]>
  /** When the next waiting submission may be taken, or undefined when there is none. */
  nextWaiting(): Promise<number | undefined>
}
