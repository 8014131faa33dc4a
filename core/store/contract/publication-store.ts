import type { DeclaredQueue } from './system-store.js'

/** A rule set that was put in force: which, by whom, when and why; never changed afterwards. */
export interface Publication {
  /** Counted from one. */
  readonly number: number
  /** Digest of the rule set. */
  readonly digest: string
  /** Digest of the one that decided before; absent for the first. */
  readonly previous?: string
  /** As `actorName` says it, or an e-mail address. */
  readonly author: string
  readonly at: number
  readonly note?: string
  /** The earlier publication whose rule set this one brings back. */
  readonly returnsTo?: number
  /** What was known of it on that day: differences, cases, impact. */
  readonly report: unknown
}

/** The history of published rule sets; the newest decides. */
export interface PublicationStore {
  newest(): Promise<Publication | undefined>
  get(number: number): Promise<Publication | undefined>
  /** The newest of those whose rule set has this digest. */
  withDigest(digest: string): Promise<Publication | undefined>
  /** Newest first; `before` continues below a number. */
  list(query: { limit: number; before?: number }): Promise<readonly Publication[]>
  /**
   * Adds the one that follows `after`, 0 for the first. `conflict` when somebody else has published since.
   * Waits for batches that are being committed; those that come later are refused by their number. Its files and queues are
   * written with it or, like it, not at all.
   */
  add(
    publication: Omit<Publication, 'number'>,
    place: { after: number; files?: unknown; queues?: readonly DeclaredQueue[] },
  ): Promise<Publication | 'conflict'>
}
