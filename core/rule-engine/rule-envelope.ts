import type { LocalizedText } from '../model/text/localized-text.js'

/** The envelope that rules of every kind share. */
export interface RuleEnvelope {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly enabled?: boolean
  /** `shadow`: evaluated and counted, never acted on. */
  readonly mode?: 'live' | 'shadow'
  /** Bounds between which the rule holds, ISO 8601. */
  readonly effective?: { readonly from?: string; readonly until?: string }
  /** Higher first; file order otherwise. */
  readonly priority?: number
  readonly owner?: string
  readonly tags?: readonly string[]
}
