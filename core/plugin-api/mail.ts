/** What is asked before a mail goes out. */
export interface MailQuestion {
  /** Absent for a mail that is about no lead. */
  readonly leadId?: string
  readonly address: string
  /** `internal` goes to a colleague, and asks nobody for consent. */
  readonly purpose: 'marketing' | 'service' | 'internal'
  /** The action's own key. */
  readonly idempotencyKey: string
  /** The `Message-ID` that the mail would have. */
  readonly messageId: string
}

/** Whether a mail may go, and what it can be filled with. */
export interface MailPass {
  /**
   * Why it must not go: the address is on the suppression list, consent was withdrawn, the lead has left the sequence that wanted
   * it, or it went before.
   */
  readonly refused?: 'no-address' | 'do-not-email' | 'suppressed' | 'no-consent' | 'left-sequence' | 'sent-before'
  readonly language: string
  /** `lead`, `account`, `owner`: what a template can speak of. */
  readonly values: Readonly<Record<string, unknown>>
  /** Where this reader can say that they want no more; absent for colleagues. */
  readonly unsubscribeUrl?: string
}

/** A mail that has gone out. */
export interface SentMail {
  /** What it is about. */
  readonly leadId?: string
  readonly accountId?: string
  readonly contactId?: string
  readonly opportunityId?: string
  readonly messageId: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly template?: string
  /** `lead` or `owner`. */
  readonly recipient: string
}

/** A mail that did not arrive and never will. */
export interface MailBounce {
  readonly leadId: string
  readonly address: string
  readonly reason: string
}

/** A mail that came in, read and cut to a sensible size. */
export interface InboundMail {
  /** Names the mailbox that it came into. */
  readonly channel: string
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly from: { readonly address: string; readonly name?: string }
  readonly to: readonly string[]
  readonly subject: string
  /** Text alone, safe to show. */
  readonly text: string
  readonly at: number
  /** Written by a machine: an absence note, a receipt. */
  readonly isAutomatic: boolean
  /** What it says of a mail of ours that was not delivered. */
  readonly bounce?: {
    readonly messageId: string
    readonly address?: string
    readonly isPermanent: boolean
    readonly reason: string
  }
  /** The lead source that an unknown sender becomes a submission of. */
  readonly source?: string
}

/** What became of a mail that came in. */
export type MailReceived = 'lead' | 'contact' | 'bounce' | 'submitted' | 'known' | 'nobody'
