import type { Activity } from '../model/entities/activity.js'
import type { Consent } from '../model/entities/consent.js'
import type { Lead } from '../model/entities/lead.js'
import type { Touch } from '../model/entities/touch.js'
import type { MatchKey } from '../store/index.js'

/** A lead while a batch works on it: as it will be, and all that will be written with it. */
export interface WorkingLead {
  readonly lead: Lead
  /** The version that was read; absent for a lead that does not exist yet. */
  readonly expectedVersion?: number
  /** As it was read, so that what changed can be told. */
  readonly before?: Lead
  readonly submissionIds: readonly string[]
  readonly activities: readonly Activity[]
  readonly touches: readonly Touch[]
  readonly consents?: readonly Consent[]
  /** Browsers it was seen with in this batch, by the hash of their keys. */
  readonly visitors?: readonly string[]
  readonly claims: readonly MatchKey[]
  readonly releases: readonly MatchKey[]
  readonly similar: readonly { readonly leadId: string; readonly otherId: string; readonly reason: string }[]
}

/** A lead that is there already, before anything is done to it. */
export function workingLead(lead: Lead): WorkingLead {
  return {
    lead,
    before: lead,
    expectedVersion: lead.version,
    submissionIds: [],
    activities: [],
    touches: [],
    claims: [],
    releases: [],
    similar: [],
  }
}
