import { SYSTEM } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { isSuppressed, MARKETING_MAIL } from '../../intake/mail/mail-refusal.js'
import { release, suppress } from '../../intake/mail/suppress.js'
import { readUnsubscribeToken } from '../../intake/mail/unsubscribe-link.js'
import { leaveSequences } from '../../intake/sequences/leave-sequence.js'
import type { Lead } from '../../model/entities/lead.js'
import { noteActivity } from '../log-activity.js'

/** What the page behind a link in a mail shows. */
export interface Subscription {
  readonly address: string
  readonly isSuppressed: boolean
  /** The language of the lead, where it is known. */
  readonly language?: string
}

/**
 * Whose link it is, and whether mails still go there. Whoever holds the link may ask: it went to that address alone.
 * @throws {CrmError} UNSUBSCRIBE_LINK_INVALID
 */
export async function readSubscription(engine: Engine, token: string): Promise<Subscription> {
  const { address, leadId } = await readUnsubscribeToken(engine, token)
  const lead = (await engine.store.records.get('lead', leadId)) as Lead | undefined
  const language = lead?.language
  return { address, isSuppressed: await isSuppressed(engine, address), ...(language === undefined ? {} : { language }) }
}

/**
 * Ends mails to the address of a link: suppression, consent, timeline, and every sequence of the lead. Doing it twice is doing it once.
 * @throws {CrmError} UNSUBSCRIBE_LINK_INVALID
 */
export async function unsubscribe(engine: Engine, token: string): Promise<void> {
  const { address, leadId } = await readUnsubscribeToken(engine, token)
  const isNew = await suppress(engine, { address, reason: 'unsubscribed' })
  if (!(await engine.store.records.get('lead', leadId))) return
  if (isNew) {
    await noteConsent(engine, { leadId, given: false })
    await noteActivity(engine, { actor: SYSTEM, activity: { leadId, type: 'mail.unsubscribed', details: { address } } })
  }
  await leaveSequences(engine, { leadId, reason: 'unsubscribed' })
}

/**
 * Takes back what was said by mistake. An address that bounced, or that a person put on the list, stays on it.
 * @throws {CrmError} UNSUBSCRIBE_LINK_INVALID
 */
export async function resubscribe(engine: Engine, token: string): Promise<void> {
  const { address, leadId } = await readUnsubscribeToken(engine, token)
  const wasThere = await release(engine, { address, reasons: ['unsubscribed'] })
  if (!wasThere || !(await engine.store.records.get('lead', leadId))) return
  await noteConsent(engine, { leadId, given: true })
  await noteActivity(engine, { actor: SYSTEM, activity: { leadId, type: 'mail.resubscribed', details: { address } } })
}

async function noteConsent({ store, newId, now }: Engine, { leadId, given }: { leadId: string; given: boolean }): Promise<void> {
  const at = now()
  const head = { id: newId(), version: 1, createdAt: at, updatedAt: at }
  await store.records.insert('consent', [{ ...head, leadId, purpose: MARKETING_MAIL, given, at, source: 'unsubscribe-link' }])
}
