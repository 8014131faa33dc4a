import { createHash } from 'node:crypto'
import type { HouseMail } from '../../core/plugin-api/index.js'
import type { MailOptions } from './mail-options.js'

/** A mail ready to leave; made twice from one key it is the same mail. */
export interface Mail {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly date: Date
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
  readonly attachments?: { readonly filename: string; readonly content: string; readonly contentType: string }[]
}

/** Puts a mail together. Its Message-ID follows from the idempotency key, so that receivers see a repeat as the same mail. */
export function composeMail(
  { to, subject, text, html, language, unsubscribeUrl, attachments }: MailParts,
  { options, idempotencyKey, now }: { options: MailOptions; idempotencyKey: string; now: number },
): Mail {
  return {
    from: { name: options.fromName, address: options.from },
    to: { name: '', address: to },
    // A line end would begin another header.
    subject: subject.replace(/\s+/g, ' ').trim(),
    text,
    ...(html === undefined ? {} : { html }),
    ...(attachments === undefined ? {} : { attachments: [...attachments] }),
    date: new Date(now),
    messageId: messageIdOf(idempotencyKey, options),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(language === undefined ? {} : { 'Content-Language': language }),
      ...(unsubscribeUrl === undefined ? {} : leavingHeaders(unsubscribeUrl)),
    },
  }
}

/** What a mail is made of. */
interface MailParts {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly language?: string
  readonly unsubscribeUrl?: string
  readonly attachments?: HouseMail['attachments']
}

/** One click in the mailbox is enough (RFC 8058). */
const leavingHeaders = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** The `Message-ID` of the mail that an effect sends, with the domain of the sender. */
export function messageIdOf(idempotencyKey: string, { from }: Pick<MailOptions, 'from'>): string {
  const [, domain = 'localhost'] = from.split('@')
  return `<${mailKey(idempotencyKey)}@${domain}>`
}

/** A name for the mail that is safe in files and headers and says nothing of the lead. */
export function mailKey(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)
}
