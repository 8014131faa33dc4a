import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Lead } from '../../model/entities/lead.js'
import type { Sequence, SequenceStep } from '../../model/sequence.js'
import type { Engine } from '../engine.js'
import { mailRefusal } from '../mail/mail-refusal.js'

/** What came from the customer, of whichever channel. */
const REPLIES = ['mail.inbound', 'chat.inbound', 'message.inbound', 'call.inbound'] as const

/**
 * Why a lead is to leave before its next step, asked of what is true at this very moment: a step that was planned days ago never
 * goes to somebody who has answered, unsubscribed or become a customer since.
 */
export async function whyLeave(
  engine: Engine,
  { enrolment, lead, sequence, step }: { enrolment: Enrolment; lead: Lead; sequence: Sequence; step: SequenceStep },
): Promise<string | undefined> {
  if (lead.mergedIntoId !== undefined) return 'merged'
  const holds = holdingExit(lead, sequence.id)
  if (holds !== undefined) return holds
  const { exitOn = [] } = sequence
  if (exitOn.includes('converted') && lead.convertedAt !== undefined) return 'converted'
  if (exitOn.includes('grade') && enrolment.grade !== lead.grade) return `grade-${lead.grade ?? 'none'}`
  if (exitOn.includes('reply') && (await hasReplied(engine, enrolment))) return 'reply'
  return step.mail ? whyNoMail(engine, { lead, template: step.mail.template }) : undefined
}

/** The exits of a sequence are rules; those that the last decision found true stand on the lead. */
function holdingExit({ rulesTrue }: Lead, sequence: string): string | undefined {
  const start = `sequence/${sequence}/exit-`
  const names = Array.isArray(rulesTrue) ? rulesTrue : []
  const found = names.find((name) => typeof name === 'string' && name.startsWith(start)) as string | undefined
  return found?.slice(start.length)
}

async function hasReplied({ store }: Engine, { leadId, enrolledAt }: Enrolment): Promise<boolean> {
  const where = {
    all: [
      { fact: 'activity', path: '$.leadId', operator: 'equal', value: leadId },
      { fact: 'activity', path: '$.type', operator: 'in', value: [...REPLIES] },
      { fact: 'activity', path: '$.at', operator: 'greaterThanInclusive', value: enrolledAt },
    ],
  }
  return (await store.records.count('activity', { where })) > 0
}

async function whyNoMail(engine: Engine, { lead, template }: { lead: Lead; template: string }): Promise<string | undefined> {
  const { mails } = engine.rules()
  const purpose = Object.hasOwn(mails, template) ? (mails[template]?.purpose ?? 'marketing') : 'marketing'
  return mailRefusal(engine, { lead, purpose, ...(lead.email === undefined ? {} : { address: lead.email }) })
}
