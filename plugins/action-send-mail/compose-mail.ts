import { createHash } from 'node:crypto'
import type { MailOptions } from './mail-options.js'

/** A mail ready to leave; made twice from one key it is the same mail. */
export interface Mail {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly date: Date
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

/** Puts a mail together. Its Message-ID follows from the idempotency key, so that receivers see a repeat as the same mail. */
export function composeMail(
  { to, subject, text }: { to: string; subject: string; text: string },
  { options, idempotencyKey, now }: { options: MailOptions; idempotencyKey: string; now: number },
): Mail {
  const [, domain = 'localhost'] = options.from.split('@')
  return {
    from: { name: options.fromName, address: options.from },
    to: { name: '', address: to },
    // A line end would begin another header.
    subject: subject.replace(/\s+/g, ' ').trim(),
    text,
    date: new Date(now),
    messageId: `<${mailKey(idempotencyKey)}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** A name for the mail that is safe in files and headers and says nothing of the lead. */
export function mailKey(idempotencyKey: string): string {
  return createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)
}
