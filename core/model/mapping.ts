import type { LocalizedText } from './text/localized-text.js'

/**
 * Where a value is in what came in: `$.a.b[0]`, with `[*]` for every element; a text without `$` is a column or key of that name.
 * Several places mean the first that holds a value.
 */
export type MappingPath = string | readonly string[]

/** How one field of a lead is filled. */
export interface FieldMapping {
  readonly from?: MappingPath
  /** A constant, where nothing comes in. */
  readonly value?: string | number | boolean
  /** Foreign value to ours; `null` means not answered. Keys are compared trimmed and folded. */
  readonly map?: Readonly<Record<string, string | number | boolean | null>>
  /** Parts that are joined, for example first and last name. */
  readonly join?: readonly string[]
  /** How a foreign date is written, where it is not ISO 8601: seconds or milliseconds since 1970. */
  readonly format?: 'unix-seconds' | 'unix-milliseconds'
}

/** Turns a list of name and value pairs into an object, so that paths can reach its values by name. */
export interface ListMapping {
  readonly at: string
  readonly key: MappingPath
  readonly value: MappingPath
}

/** How foreign rows or payloads become leads: a file of kind `mapping`. */
export interface MappingDefinition {
  readonly id: string
  readonly title: LocalizedText
  /** The lead source that reads it: `csv` or `webhook`. */
  readonly reads: string
  /** Where the leads are, if one payload carries several. */
  readonly each?: string
  readonly lists?: Readonly<Record<string, ListMapping>>
  /** What names one lead for ever in that system; the same key twice is one lead. */
  readonly key?: MappingPath
  /** Texts that mean "not answered", beside the empty one. */
  readonly missing?: readonly string[]
  readonly fields: Readonly<Record<string, string | FieldMapping>>
  readonly touch?: Readonly<Record<string, string | FieldMapping>>
  /** Columns that are known and left out on purpose, so that an unknown one can be reported. */
  readonly ignore?: readonly string[]
  readonly csv?: { readonly delimiter?: string; readonly encoding?: string }
  readonly signature?: SignatureDefinition
}

/** How a sender proves itself: an HMAC over the raw body, or a shared key inside the payload. */
export type SignatureDefinition =
  | {
      readonly type: 'hmac'
      readonly header: string
      readonly algorithm: 'sha256' | 'sha1'
      readonly encoding: 'hex' | 'base64'
      readonly prefix?: string
      /** Name of the secret, never the secret. */
      readonly secret: string
    }
  | { readonly type: 'standard-webhooks'; readonly secret: string }
  | { readonly type: 'payload-key'; readonly path: string; readonly secret: string }
