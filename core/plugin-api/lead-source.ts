import type { TouchMarks } from '../model/entities/touch.js'
import type { Fields } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Awaitable, Refusal } from './awaitable.js'
import type { PluginContext } from './context.js'

/** Something that arrived at a door, untouched. */
export interface RawCapture {
  /** Which form, mapping or key it came by. */
  readonly channel: string
  readonly contentType: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** How and at which whole address the sender called us, for signatures that cover it. */
  readonly method?: string
  readonly url?: string
}

/** What a door answers to a system that asks whether it is the right one. */
export interface Greeting {
  readonly contentType: string
  readonly body: string
}

/** One thing to write to the journal. */
export interface NewSubmission {
  readonly channel: string
  /** JSON, kept as it came. */
  readonly payload: unknown
  /** Names it for ever within source and channel; without one, equal content within ten minutes is the same. */
  readonly idempotencyKey?: string
  readonly context?: Readonly<Record<string, unknown>>
  /** Kept and shown apart from leads, for example when a trap field was filled. */
  readonly spam?: boolean
}

/** One row of a file that is being imported: a submission, or why it cannot be one. */
export interface FileRow {
  /** Counted as a person counts in the file: the header is row 1. */
  readonly row: number
  /** The row as it stands there, for the file of failed rows. */
  readonly cells: Readonly<Record<string, string>>
  /** Names of all columns that the file has, in their order; the cells of this row where they are not given. */
  readonly columns?: readonly string[]
  readonly submission?: NewSubmission
  /** Why the row cannot be read; it never comes in, whatever is left out of others. */
  readonly problem?: Text
}

/** What a source reads out of a submission: values of a lead, where it came from, what it did. */
export interface LeadInput {
  readonly values: Readonly<Record<string, unknown>>
  /** When it happened, if that is known and past; otherwise when it arrived. */
  readonly at?: number
  readonly touch?: TouchMarks
  readonly activities?: readonly ReportedActivity[]
  /** What the person agreed to, or no longer agrees to; kept with the words that stood there. */
  readonly consents?: readonly ReportedConsent[]
  /** The key that the visitor's browser keeps; it connects earlier and later page views, and never merges two people. */
  readonly visitor?: string
  /** It tells what somebody did rather than asks for something: of a known person only the activities are added. */
  readonly isEvent?: boolean
}

/** Something a person did, as a source tells it. Types are dotted, for example `call.inbound`. */
export interface ReportedActivity {
  readonly type: string
  readonly at?: number
  readonly direction?: 'inbound' | 'outbound'
  readonly durationSeconds?: number
  /** How it ended, for example `answered` or `no-answer`. */
  readonly outcome?: string
  readonly subject?: string
  readonly details?: unknown
  /** Names it for ever, so that who tells it again some other way adds nothing. */
  readonly idempotencyKey?: string
}

/** An agreement as a source tells it. */
export interface ReportedConsent {
  /** For example `contact`, `marketing-mail`, `web-tracking`. */
  readonly purpose: string
  readonly given: boolean
  readonly textVersion?: string
  readonly text?: string
}

/**
 * A way by which leads come in.
 * `accept` stands before the journal: it checks the sender on the raw bytes and splits them, and must be quick.
 * `parse` stands behind it: whatever it throws, the submission is already safe and can be replayed.
 */
export interface LeadSource {
  readonly label: Text
  /** Documents what a payload holds; shown in the API's description. */
  readonly payload?: Fields
  /** Answers the question by which a vendor proves, before the first payload, that this address is ours. */
  greet?(raw: RawCapture, context: PluginContext): Awaitable<Greeting | Refusal>
  accept?(raw: RawCapture, context: PluginContext): Awaitable<readonly NewSubmission[] | Refusal>
  /** Reads a whole file row by row, memory flat, for imports. The channel is the mapping's id. */
  read?(file: AsyncIterable<Uint8Array>, context: PluginContext & { readonly channel: string }): AsyncIterable<FileRow>
  parse(payload: unknown, context: PluginContext & { readonly channel: string }): Awaitable<LeadInput | readonly LeadInput[]>
}

/**
 * Declares a lead source.
 * @example defineLeadSource({ label: 'Chat', parse: (payload) => ({ values: { name: nameIn(payload) } }) })
 */
export const defineLeadSource = (source: LeadSource): LeadSource => source
