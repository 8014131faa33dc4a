import { emailKey } from '../../model/text/email.js'
import type { MailBounce } from '../../plugin-api/index.js'
import { effectId } from '../effect-id.js'
import type { Engine } from '../engine.js'
import { leaveSequences } from '../sequences/leave-sequence.js'
import { suppress } from './suppress.js'

/** Notes that an address takes no mail: it is suppressed, the timeline says so, and sequences that would write to it end. */
export async function noteBounce(engine: Engine, { leadId, address, reason }: MailBounce, key: string): Promise<void> {
  const now = engine.now()
  const folded = emailKey(address)
  if (folded !== undefined) await suppress(engine, { address: folded, reason: 'bounced' })
  await engine.store.records.insertOnce('activity', {
    id: effectId(key),
    version: 1,
    createdAt: now,
    updatedAt: now,
    at: now,
    leadId,
    type: 'mail.bounced',
    details: { address, reason: reason.slice(0, 500) },
  })
  await leaveSequences(engine, { leadId, reason: 'bounced' })
}
