import type { FactChange } from '../model/decision.js'
import type { WorkingLead } from './working-lead.js'

/** What a fact is for one lead, or why it is not known. */
export type FactAnswer = { readonly value: unknown; readonly changes?: readonly FactChange[] } | { readonly failure: string }

/** For whom facts are loaded, and when. */
export interface FactBatch {
  readonly works: readonly WorkingLead[]
  readonly now: number
}
