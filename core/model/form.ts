import type { LocalizedText } from './text/localized-text.js'

/** One question of a public form; the type, options and limits come from the lead's field of that name. */
export interface FormField {
  readonly field: string
  readonly label?: LocalizedText
  readonly placeholder?: LocalizedText
  readonly required?: boolean
}

/** What no visitor can write: rules and people decide it, or the form's file does. */
export const CLOSED_TO_VISITORS: ReadonlySet<string> = new Set([
  'id',
  'status',
  'statusReason',
  'ownerId',
  'queue',
  'score',
  'grade',
  'source',
  'campaignId',
  'externalId',
])

/** A public form that captures leads: a file of kind `form`. */
export interface FormDefinition {
  readonly id: string
  readonly title: LocalizedText
  readonly description?: LocalizedText
  readonly fields: readonly FormField[]
  /** What the lead's source becomes; the form's id otherwise. */
  readonly source?: string
  /** Values every lead of this form gets. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
  readonly thanks?: LocalizedText
  readonly submitLabel?: LocalizedText
  /** Where the visitor may be sent afterwards; a request can choose among these alone. */
  readonly redirects?: readonly string[]
  /** Sites that may embed the form. */
  readonly origins?: readonly string[]
  /** The `utm_campaign` that its leads have where the visit has none: the code of the campaign the form belongs to. */
  readonly campaign?: string
  readonly consent?: {
    readonly text: LocalizedText
    readonly version: string
    readonly required?: boolean
    /** What is agreed to, for example `marketing-mail`; `contact` without it. */
    readonly purpose?: string
  }
}
