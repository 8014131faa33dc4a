import { emailKey, type InboundMail } from '../../core/plugin-api/index.js'
import { deliveryReport } from './delivery-report.js'
import { idsIn } from './mail-ids.js'
import type { ParsedMail } from './parse-apart.js'

/** What a mail is seen in the light of. */
export interface MailPlace {
  readonly channel: string
  readonly fallbackId: string
  readonly now: number
  readonly source?: string
}

/** A parsed mail as the CRM takes it in; undefined where nobody can be answered and nothing is reported. */
export function inboundMail(parsed: ParsedMail, { channel, fallbackId, now, source }: MailPlace): InboundMail | undefined {
  const bounce = deliveryReport(parsed)
  const address = emailKey(parsed.from?.address ?? '') ?? (bounce ? 'mailer-daemon@localhost.localdomain' : undefined)
  if (address === undefined) return undefined
  const [inReplyTo] = idsIn(parsed.inReplyTo)
  return {
    channel,
    messageId: idsIn(parsed.messageId)[0] ?? fallbackId,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    references: idsIn(parsed.references),
    from: { address, ...(parsed.from?.name ? { name: visible(parsed.from.name) } : {}) },
    to: parsed.to.flatMap((each) => emailKey(each) ?? []),
    subject: visible(parsed.subject),
    text: visibleText(parsed.text),
    at: timeOf(parsed.date, now),
    isAutomatic: bounce !== undefined || isAutomatic(parsed),
    ...(bounce ? { bounce } : {}),
    ...(source === undefined ? {} : { source }),
  }
}

function isAutomatic({ headers }: ParsedMail): boolean {
  const submitted = headers['auto-submitted']?.trim().toLowerCase()
  if (submitted !== undefined && submitted !== 'no') return true
  if ('x-autoreply' in headers || 'x-autorespond' in headers) return true
  return /^(bulk|junk|list|auto_reply)$/i.test(headers['precedence']?.trim() ?? '')
}

/** The clock of a sender can say anything: no mail came before 1970, and none tomorrow. */
function timeOf(date: string | undefined, now: number): number {
  const at = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isFinite(at) && at > 0 ? Math.min(at, now) : now
}

/** Without signs that no database keeps and nobody sees. */
const visibleText = (text: string): string =>
  Buffer.from(text)
    .toString()
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
const visible = (text: string): string => visibleText(text).replace(/\s+/g, ' ').trim()
