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
  /** How a foreign date is written, where it is not year first: in seconds or milliseconds since 1970, or in which order. */
  readonly format?: 'unix-seconds' | 'unix-milliseconds' | 'day-month-year' | 'month-day-year'
  /** ISO 4217 code of an amount that names no currency; a column with the currency is joined to the amount instead. */
  readonly currency?: string
  /** For a reference: the field of the other record that the value stands in; id, external id, e-mail, code and name without it. */
  readonly by?: string
  /** For a reference: make the other record where there is none. */
  readonly create?: boolean
  /** For a reference: where there is none, the row comes in without it and says so. */
  readonly optional?: boolean
}

/** Turns a list of name and value pairs into an object, so that paths can reach its values by name. */
export interface ListMapping {
  readonly at: string
  readonly key: MappingPath
  readonly value: MappingPath
}

/** How foreign rows or payloads become leads, or rows of a file records of another entity: a file of kind `mapping`. */
export interface MappingDefinition {
  readonly id: string
  readonly title: LocalizedText
  /** The lead source that reads it: `csv` or `webhook`. */
  readonly reads: string
  /** What rows of a file become; leads without it. */
  readonly entity?: string
  /** Columns by which a file is recognised as one for this mapping. */
  readonly header?: readonly string[]
  /** How a row finds the record it is: field names, those that must agree together joined by `+`; the first that finds one counts. */
  readonly match?: readonly string[]
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
  /** How the sender asks, before its first payload, whether this address is ours. */
  readonly handshake?: HandshakeDefinition
  /**
   * Names one message for ever, where payloads tell what somebody did rather than that somebody asks for something. `key` still
   * names the lead. Of a known person only the activities are added.
   */
  readonly event?: string | FieldMapping
  /** What the payload tells of things that happened; one without a type did not happen. */
  readonly activities?: readonly ActivityMapping[]
}

/** How one activity is read out of a payload. */
export interface ActivityMapping {
  readonly type: string | FieldMapping
  readonly at?: string | FieldMapping
  readonly direction?: string | FieldMapping
  readonly durationSeconds?: string | FieldMapping
  readonly outcome?: string | FieldMapping
  readonly subject?: string | FieldMapping
  readonly details?: Readonly<Record<string, string | FieldMapping>>
}

/**
 * How a sender asks whether an address is ours, in the parameters of a GET: by a word agreed on, whereupon its challenge is said
 * back, or by a challenge that is answered with its HMAC-SHA256.
 */
export type HandshakeDefinition =
  | { readonly type: 'echo'; readonly challenge: string; readonly token: string; readonly secret: string }
  | { readonly type: 'hmac'; readonly challenge: string; readonly secret: string }

/** How a sender proves itself: an HMAC over the raw body, or a shared key inside the payload. */
export type SignatureDefinition =
  | {
      readonly type: 'hmac'
      readonly header: string
      readonly algorithm: 'sha256' | 'sha1'
      readonly encoding: 'hex' | 'base64'
      readonly prefix?: string
      /** What is signed: `{method}`, `{url}`, `{timestamp}` and `{body}` in any order, with whatever stands between; the body without it. */
      readonly over?: string
      /** Where the sender says when it signed; a message more than five minutes old or early is refused. */
      readonly timestamp?: { readonly header: string; readonly unit: 'seconds' | 'milliseconds' }
      /** Name of the secret, never the secret. */
      readonly secret: string
    }
  /** HMAC-SHA1 in Base64 over the whole address and the sorted names and values of the form, as Twilio signs. */
  | { readonly type: 'url-and-form'; readonly header: string; readonly secret: string }
  | { readonly type: 'standard-webhooks'; readonly secret: string }
  | { readonly type: 'payload-key'; readonly path: string; readonly secret: string }
