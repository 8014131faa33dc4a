import { createHash } from 'node:crypto'
import type { Lead } from '../../model/entities/lead.js'
import { emailKey } from '../../model/text/email.js'
import type { Engine } from '../engine.js'

/** Why no mail goes to somebody. */
export type MailRefusal = 'no-address' | 'do-not-email' | 'suppressed' | 'no-consent'

/** Consent to mails that nobody asked for. */
export const MARKETING_MAIL = 'marketing-mail'

/** Whom a mail would go to; `marketing` asks for consent too. */
export interface MailQuestion {
  /** Absent where it goes to somebody who is no lead. */
  readonly lead?: Pick<Lead, 'id' | 'doNotEmail'>
  readonly address?: string
  readonly purpose: 'marketing' | 'service'
}

/** Asks, at the moment of sending, whether a mail may go; undefined when nothing speaks against it. */
export async function mailRefusal(engine: Pick<Engine, 'store'>, question: MailQuestion): Promise<MailRefusal | undefined> {
  const { lead, purpose } = question
  const address = question.address === undefined ? undefined : emailKey(question.address)
  if (address === undefined) return 'no-address'
  if (lead?.doNotEmail) return 'do-not-email'
  if (await isSuppressed(engine, address)) return 'suppressed'
  return lead && purpose === 'marketing' && (await hasWithdrawn(engine, lead.id)) ? 'no-consent' : undefined
}

/** Whether an address is on the suppression list, as itself or, after an erasure, as its SHA-256. */
export async function isSuppressed({ store }: Pick<Engine, 'store'>, address: string): Promise<boolean> {
  const keys = suppressionKeys(address)
  const where = { all: [{ fact: 'suppression', path: '$.key', operator: 'in', value: [...keys] }] }
  return (await store.records.count('suppression', { where })) > 0
}

/** The keys under which an address can be suppressed: itself, folded, and its SHA-256. */
export function suppressionKeys(address: string): readonly string[] {
  const key = emailKey(address) ?? address.trim().toLowerCase()
  return [key, createHash('sha256').update(key).digest('hex')]
}

/** What was said last counts; who was never asked has not said no. */
async function hasWithdrawn({ store }: Pick<Engine, 'store'>, leadId: string): Promise<boolean> {
  const where = {
    all: [
      { fact: 'consent', path: '$.leadId', operator: 'equal', value: leadId },
      { fact: 'consent', path: '$.purpose', operator: 'equal', value: MARKETING_MAIL },
    ],
  }
  const { records } = await store.records.list('consent', { where, sort: { field: 'at', direction: 'desc' }, limit: 20 })
  const newest = records.filter(({ at }) => at === records[0]?.['at']).toSorted((one, other) => (one.id < other.id ? 1 : -1))[0]
  return newest?.['given'] === false
}
