import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import type { InboundMail, MailReceived } from '../../plugin-api/index.js'
import type { RecordChanges } from '../../store/index.js'
import { record } from '../capture.js'
import { effectId } from '../effect-id.js'
import type { Engine } from '../engine.js'
import { redecide } from '../redecide.js'
import { activeEnrolments } from '../sequences/find-enrolments.js'
import { planLeaving, withoutMarks } from '../sequences/leave-sequence.js'
import { correspondentOf, sentMessage } from './correspondent-of.js'
import { noteBounce } from './note-bounce.js'

/**
 * Takes in a mail. Message, timeline, the end of sequences that end on an answer, and the decision that follows are one
 * transaction; a mail that is known by its id changes nothing.
 */
export async function receiveMail(engine: Engine, mail: InboundMail): Promise<MailReceived> {
  const id = effectId(`mail:${mail.messageId}`)
  if (await engine.store.records.get('message', id)) return 'known'
  if (mail.bounce) return receiveBounce(engine, mail, mail.bounce)
  const who = await correspondentOf(engine, mail)
  if (who?.leadId !== undefined) {
    await keepForLead(engine, { mail, id, leadId: who.leadId })
    return 'lead'
  }
  if (who) {
    await keepForContact(engine, { mail, id, contactId: who.contactId })
    return 'contact'
  }
  return mail.source === undefined || mail.isAutomatic ? 'nobody' : submit(engine, mail, mail.source)
}

/** Only what is told of a mail that we sent is believed, and only of the address it went to. */
async function receiveBounce(
  engine: Engine,
  mail: InboundMail,
  bounce: NonNullable<InboundMail['bounce']>,
): Promise<MailReceived> {
  const sent = await sentMessage(engine, [bounce.messageId])
  if (sent?.leadId === undefined || sent.to === undefined || !bounce.isPermanent) return 'nobody'
  const { leadId, to: address } = sent
  await noteBounce(engine, { leadId, address, reason: bounce.reason }, `bounce:${bounce.messageId}`)
  await engine.store.records.write(
    { inserts: [messageInsert(engine, { mail, id: effectId(`mail:${mail.messageId}`), leadId })] },
    engine.now(),
  )
  return 'bounce'
}

interface Kept {
  readonly mail: InboundMail
  readonly id: string
}

async function keepForLead(engine: Engine, { mail, id, leadId }: Kept & { readonly leadId: string }): Promise<void> {
  const leaving = async () => (mail.isAutomatic ? [] : repliesEnd(engine, leadId))
  const first = await leaving()
  const request = { leadId, reason: 'reply' }
  await redecide(engine, {
    leadIds: [leadId],
    trigger: 'edit',
    effectId: id,
    activities: [activityOf(engine, { mail, id, leadId }), ...planLeaving(engine, { leaving: first, request }).activities],
    change: (lead: Lead) => (first.length === 0 ? { ...lead } : withoutMarks(lead, first)),
    alongside: async (): Promise<RecordChanges> => ({
      ...planLeaving(engine, { leaving: await leaving(), request }).changes,
      inserts: [messageInsert(engine, { mail, id, leadId })],
    }),
  })
}

/** Enrolments in sequences that an answer ends. */
async function repliesEnd(engine: Engine, leadId: string) {
  const { sequences } = engine.rules()
  const active = await activeEnrolments(engine, { leadId })
  return active.filter(({ sequence }) => Object.hasOwn(sequences, sequence) && sequences[sequence]?.exitOn?.includes('reply'))
}

async function keepForContact(
  engine: Engine,
  { mail, id, contactId }: Kept & { readonly contactId: string | undefined },
): Promise<void> {
  const { leadId: _none, ...activity } = activityOf(engine, { mail, id })
  await engine.store.records.write(
    {
      inserts: [
        messageInsert(engine, { mail, id, ...(contactId === undefined ? {} : { contactId }) }),
        { entity: 'activity', record: { ...activity, contactId } },
      ],
    },
    engine.now(),
  )
}

async function submit(engine: Engine, mail: InboundMail, source: string): Promise<MailReceived> {
  const { channel, messageId, from, subject, text, at } = mail
  const payload = { from, subject, text, at, messageId }
  await record(engine, { source, submissions: [{ channel, payload, idempotencyKey: messageId }] })
  return 'submitted'
}

function activityOf(engine: Engine, { mail, id, leadId }: Kept & { readonly leadId?: string }): Activity {
  const now = engine.now()
  return {
    id,
    version: 1,
    createdAt: now,
    updatedAt: now,
    at: Math.min(mail.at, now),
    ...(leadId === undefined ? {} : { leadId }),
    type: mail.isAutomatic ? 'mail.automatic' : 'mail.inbound',
    direction: 'inbound',
    subject: mail.subject,
    details: { from: mail.from.address, messageId: mail.messageId, text: mail.text.slice(0, SHOWN) },
  }
}

/** As much of a mail as the timeline shows; the message holds the rest. */
const SHOWN = 2_000

function messageInsert(engine: Engine, { mail, id, ...of }: Kept & { readonly leadId?: string; readonly contactId?: string }) {
  const now = engine.now()
  return {
    entity: 'message' as const,
    record: {
      id,
      version: 1,
      createdAt: now,
      updatedAt: now,
      channel: 'mail',
      direction: 'inbound',
      messageId: mail.messageId,
      ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo }),
      from: mail.from.address,
      to: mail.to.join(', ').slice(0, 1_000),
      subject: mail.subject,
      text: mail.text,
      at: Math.min(mail.at, now),
      ...of,
    },
  }
}
