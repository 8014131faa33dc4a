import type { ActivityQuestion, ActivityTally } from '../../model/activity-tally.js'
import type { Decision } from '../../model/decision.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { StatusChange } from '../../model/entities/status-change.js'
import type { Touch } from '../../model/entities/touch.js'
import type { Gathered, GatherRequest, MatchKey } from './gathered.js'
import type { OutboxEntry } from './outbox-store.js'
import type { RecordChanges, SimilarPair } from './record-changes.js'

/** All that a batch changes, written together or not at all. */
export interface IntakeCommit {
  readonly now: number
  /** Number of the publication that decided; another one in force means conflict. Absent where rule files decide. */
  readonly publication?: number
  readonly inserts: readonly Lead[]
  /**
   * Whole records with the version they were read at; the store writes the next version. Of one that comes with what it was
   * `before`, only what differs need be written.
   */
  readonly updates: readonly { readonly lead: Lead; readonly expectedVersion: number; readonly before?: Lead }[]
  /** Names claimed by leads of this batch; taken already by another lead means conflict. */
  readonly claims: readonly MatchKey[]
  /** Names given up by an edit. */
  readonly releases: readonly MatchKey[]
  readonly similar: readonly { readonly leadId: string; readonly otherId: string; readonly reason: string }[]
  readonly touches: readonly Touch[]
  readonly activities: readonly Activity[]
  readonly statusChanges?: readonly StatusChange[]
  readonly decisions: readonly {
    readonly id: string
    readonly leadId: string
    readonly submissionId?: string
    readonly decision: Decision
  }[]
  readonly outbox: readonly OutboxEntry[]
  /** Queues through which this batch assigned, with the version that was read. */
  readonly queues: readonly {
    readonly queue: string
    readonly expectedVersion: number
    readonly cursors: Readonly<Record<string, number>>
  }[]
  /** Submissions that end here; one that is no longer waiting means conflict. */
  readonly outcomes: readonly { readonly submissionId: string; readonly leadId: string }[]
  /** Changes to other records that belong to the same step, for example the account that a lead becomes. */
  readonly alongside?: RecordChanges
}

/** Reads and writes around a decision, and the questions that facts ask for a batch of leads. */
export interface IntakeStore {
  gather(request: GatherRequest): Promise<Gathered>
  /** One short transaction. `conflict` when a version, a claim, a queue or a submission is not as it was read: gather again. */
  commit(plan: IntakeCommit): Promise<'committed' | 'conflict'>
  /** Answers questions about activities, at most one for each type, in a few statements for all leads: per lead, in their order; of a past instant with `until`. */
  activityTallies(
    leadIds: readonly string[],
    asked: { readonly questions: readonly ActivityQuestion[]; readonly until?: number },
  ): Promise<readonly (readonly ActivityTally[])[]>
  /** How many leads in these statuses each of these users owns. */
  openLeads(userIds: readonly string[], openStatuses: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** The newest opportunity that came from each lead. */
  newestOpportunities(leadIds: readonly string[]): Promise<ReadonlyMap<string, Opportunity>>
  /** A decision in the very letters in which it is stored. */
  decisionText(id: string): Promise<string | undefined>
  /** The latest decision about each lead up to an instant; none where it cannot be read. */
  latestDecisions(leadIds: readonly string[], at: number): Promise<readonly (Decision | undefined)[]>
  /** Leads whose decision can have changed by now. */
  due(now: number, limit: number): Promise<readonly string[]>
  /** Makes leads due no later than these instants; one that is due sooner stays so. */
  wakeEarlier(leads: readonly { readonly leadId: string; readonly at: number }[]): Promise<void>
  /** The next instant at which a lead becomes due. */
  nextDue(): Promise<number | undefined>
  similarTo(leadId: string): Promise<readonly { otherId: string; reason: string }[]>
  /** Pairs of leads that look alike and are not merged, the newest lead first. */
  similarPairs(limit: number): Promise<readonly SimilarPair[]>
  /** The names that these leads hold. */
  keysOf(leadIds: readonly string[]): Promise<readonly MatchKey[]>
}
