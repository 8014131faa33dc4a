import type { Lead } from '../../model/entities/lead.js'
import type { Message } from '../../model/entities/message.js'
import { emailKey } from '../../model/text/email.js'
import type { InboundMail } from '../../plugin-api/index.js'
import type { Engine } from '../engine.js'
import { exactKeys, leadKeys } from '../match-keys.js'

/** Whose mail it is: a lead, or a contact that no lead became. */
export interface Correspondent {
  readonly leadId?: string
  readonly contactId?: string
}

/** Finds whom a mail comes from: by the mail of ours that it answers, otherwise by its address; nobody where neither is known. */
export async function correspondentOf(engine: Engine, mail: InboundMail): Promise<Correspondent | undefined> {
  const answered = await sentMessage(engine, [...(mail.inReplyTo === undefined ? [] : [mail.inReplyTo]), ...mail.references])
  if (answered?.leadId !== undefined) return { leadId: await standingLead(engine, answered.leadId) }
  if (answered?.contactId !== undefined) return { contactId: answered.contactId }
  return byAddress(engine, mail.from.address)
}

const MOST_REFERENCES = 50

/** A mail of ours among these ids, the last one first. */
export async function sentMessage({ store }: Engine, messageIds: readonly string[]): Promise<Message | undefined> {
  const ids = [...new Set(messageIds)].slice(-MOST_REFERENCES)
  if (ids.length === 0) return undefined
  const where = { all: [{ fact: 'message', path: '$.messageId', operator: 'in', value: ids }] }
  const { records } = await store.records.list('message', { where, sort: { field: 'at', direction: 'desc' }, limit: 1 })
  return records[0] as Message | undefined
}

async function byAddress(engine: Engine, address: string): Promise<Correspondent | undefined> {
  const key = emailKey(address)
  if (key === undefined) return undefined
  const matchKeys = exactKeys(leadKeys({ email: key }, { country: engine.settings.country }))
  const found = await engine.store.intake.gather({ matchKeys, nameKeys: [], leadIds: [], openStatuses: [], queues: false })
  const [holder] = found.matchKeys
  if (holder) return { leadId: await standingLead(engine, holder.leadId) }
  const where = { all: [{ fact: 'contact', path: '$.emailKey', operator: 'equal', value: key }] }
  const [contact] = (await engine.store.records.list('contact', { where, limit: 1 })).records
  return contact && { contactId: contact.id }
}

const MOST_MERGES = 20

/** The lead that one was merged into, if it was. */
async function standingLead({ store }: Engine, leadId: string): Promise<string> {
  let id = leadId
  for (let step = 0; step < MOST_MERGES; step += 1) {
    const lead = (await store.records.get('lead', id)) as Lead | undefined
    if (lead?.mergedIntoId === undefined) return id
    id = lead.mergedIntoId
  }
  return id
}
