import type { Decision } from '../../model/decision.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Touch } from '../../model/entities/touch.js'
import type { Gathered, GatherRequest, MatchKey } from './gathered.js'
import type { OutboxEntry } from './outbox-store.js'

/** All that a batch changes, written together or not at all. */
export interface IntakeCommit {
  readonly now: number
  readonly inserts: readonly Lead[]
  /** Whole records with the version they were read at; the store writes the next version. */
  readonly updates: readonly { readonly lead: Lead; readonly expectedVersion: number }[]
  /** Names claimed by leads of this batch; taken already by another lead means conflict. */
  readonly claims: readonly MatchKey[]
  /** Names given up by an edit. */
  readonly releases: readonly MatchKey[]
  readonly similar: readonly { readonly leadId: string; readonly otherId: string; readonly reason: string }[]
  readonly touches: readonly Touch[]
  readonly activities: readonly Activity[]
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
}

/** Reads and writes around a decision, and the questions that facts ask for a batch of leads. */
export interface IntakeStore {
  gather(request: GatherRequest): Promise<Gathered>
  /** One short transaction. `conflict` when a version, a claim, a queue or a submission is not as it was read: gather again. */
  commit(plan: IntakeCommit): Promise<'committed' | 'conflict'>
  /** How many activities of a type each lead has, at or after `since`. */
  activityCounts(leadIds: readonly string[], query: { type: string; since?: number }): Promise<readonly number[]>
  /** When the last activity of a type was, per lead. */
  lastActivities(leadIds: readonly string[], query: { type?: string }): Promise<readonly (number | undefined)[]>
  /** Leads whose decision can have changed by now. */
  due(now: number, limit: number): Promise<readonly string[]>
  /** The next instant at which a lead becomes due. */
  nextDue(): Promise<number | undefined>
  similarTo(leadId: string): Promise<readonly { otherId: string; reason: string }[]>
}
