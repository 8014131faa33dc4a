import type { SentMail } from '../../plugin-api/index.js'
import { effectId } from '../effect-id.js'
import type { Engine } from '../engine.js'
import { readStepKey } from '../sequences/step-place.js'

/** Keeps a mail that went out and its entry in the timeline, together and once. */
export async function noteMail(engine: Engine, mail: SentMail, key: string): Promise<void> {
  const now = engine.now()
  const { leadId, accountId, contactId, opportunityId, messageId, from, to, subject, text, template, recipient } = mail
  const step = readStepKey(key)
  const head = { id: effectId(key), version: 1, createdAt: now, updatedAt: now, at: now, subject }
  const links = Object.entries({ leadId, contactId }).filter(([, id]) => id !== undefined)
  const about = Object.entries({ leadId, accountId, contactId, opportunityId }).filter(([, id]) => id !== undefined)
  const parts = { ...(template === undefined ? {} : { template }) }
  await engine.store.records.write(
    {
      inserts: [
        {
          entity: 'message',
          record: {
            ...head,
            ...Object.fromEntries(links),
            ...parts,
            channel: 'mail',
            direction: 'outbound',
            messageId,
            from,
            to,
            text,
            ...(step ? { enrolmentId: step.enrolmentId } : {}),
          },
        },
        {
          entity: 'activity',
          record: { ...head, ...Object.fromEntries(about), type: 'mail.sent', details: { to: recipient, messageId, ...parts } },
        },
      ],
    },
    now,
  )
}
