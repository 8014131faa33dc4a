import type { Lead } from '../../model/entities/lead.js'
import type { User } from '../../model/entities/user.js'

/** A queue with its members as they are now, in a fixed order. */
export interface QueueState {
  readonly queue: string
  /** Grows with every assignment through this queue. */
  readonly version: number
  /** Where each strategy stands in its turn. */
  readonly cursors: Readonly<Record<string, number>>
  readonly members: readonly QueueMemberState[]
}

/** A member of a queue and how much it has to do. */
export interface QueueMemberState {
  readonly user: User
  /** Leads in an open status that this user owns. */
  readonly openLeads: number
}

/** A claim on a name that only one lead may hold, for example `email:sara@example.ir`. */
export interface MatchKey {
  readonly key: string
  readonly leadId: string
}

/** What a batch needs to know before the rules are asked. */
export interface GatherRequest {
  readonly matchKeys: readonly string[]
  readonly nameKeys: readonly string[]
  readonly leadIds: readonly string[]
  readonly openStatuses: readonly string[]
  /** Whether queues are needed; their workload costs a count. */
  readonly queues: boolean
}

/** All that a batch needs to know of what is already there. */
export interface Gathered {
  readonly leads: readonly Lead[]
  readonly matchKeys: readonly MatchKey[]
  readonly queues: readonly QueueState[]
}
