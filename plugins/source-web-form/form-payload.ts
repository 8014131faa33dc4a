import type { LocalizedText } from '../../core/plugin-api/index.js'

/** What the journal keeps of a filled form. */
export interface FormPayload {
  /** Answers by field, only of fields that the form asks for. */
  readonly values: Readonly<Record<string, unknown>>
  /** Marks of the visit by their names in the address, and the consent that was given. */
  readonly context: {
    readonly consent?: { readonly version: string; readonly text?: LocalizedText }
    readonly visitor?: string
    readonly [mark: string]: unknown
  }
}
