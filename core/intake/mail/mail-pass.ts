import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Lead } from '../../model/entities/lead.js'
import type { MailPass, MailQuestion } from '../../plugin-api/index.js'
import type { Engine } from '../engine.js'
import { readStepKey } from '../sequences/step-place.js'
import { mailRefusal } from './mail-refusal.js'
import { mailValues } from './mail-values.js'
import { unsubscribeUrl } from './unsubscribe-link.js'

/** Says, at the moment of sending, whether a mail may go, with what it is filled and where its reader can end it. */
export async function mailPass(engine: Engine, question: MailQuestion): Promise<MailPass> {
  const lead =
    question.leadId === undefined ? undefined : ((await engine.store.records.get('lead', question.leadId)) as Lead | undefined)
  const language = lead?.language ?? engine.settings.language
  const values = lead ? await mailValues(engine, lead) : {}
  const refused = await whyNot(engine, question, lead)
  if (refused) return { refused, language, values }
  if (question.purpose === 'internal') return { language, values }
  const { address, leadId, idempotencyKey: key } = question
  if (leadId === undefined) return { language, values }
  return { language, values, unsubscribeUrl: await unsubscribeUrl(engine, { address, leadId, key }) }
}

async function whyNot(engine: Engine, question: MailQuestion, lead: Lead | undefined): Promise<MailPass['refused']> {
  const { address, purpose, messageId, idempotencyKey } = question
  if (await wentBefore(engine, messageId)) return 'sent-before'
  if (await hasLeft(engine, idempotencyKey)) return 'left-sequence'
  if (purpose === 'internal') return undefined
  return mailRefusal(engine, { address, purpose, ...(lead ? { lead } : {}) })
}

async function wentBefore({ store }: Engine, messageId: string): Promise<boolean> {
  const where = { all: [{ fact: 'message', path: '$.messageId', operator: 'equal', value: messageId }] }
  return (await store.records.count('message', { where })) > 0
}

/** A mail that waited for its server may come too late: whoever left meanwhile gets it no more. */
async function hasLeft({ store }: Engine, key: string): Promise<boolean> {
  const step = readStepKey(key)
  if (!step) return false
  const enrolment = (await store.records.get('enrolment', step.enrolmentId)) as Enrolment | undefined
  return enrolment === undefined || enrolment.state === 'exited'
}
