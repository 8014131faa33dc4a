import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { type MailRefusal, mailRefusal } from '../../intake/mail/mail-refusal.js'
import { mailValues } from '../../intake/mail/mail-values.js'
import type { Lead } from '../../model/entities/lead.js'
import type { MailTemplate } from '../../model/mail/mail-template.js'
import { type RenderedMail, renderMail } from '../../model/mail/render-mail.js'
import { seenBy } from '../access/seen-by.js'

/** A mail as one lead would get it, and why it would get none. */
export interface MailPreview extends RenderedMail {
  readonly to?: string
  readonly refused?: MailRefusal
}

/** The mails that files declare. */
export function listMails(engine: Pick<Engine, 'rules'>, { actor }: { actor: Actor }): readonly MailTemplate[] {
  authorize(actor, 'sequence:read')
  return Object.values(engine.rules().mails)
}

/**
 * Fills a mail for one lead, in its language or another, without sending anything.
 * @throws {CrmError} MAIL_TEMPLATE_UNKNOWN, LEAD_UNKNOWN.
 */
export async function previewMail(
  whole: Engine,
  { actor, template, leadId, language }: { actor: Actor; template: string; leadId: string; language?: string },
): Promise<MailPreview> {
  authorize(actor, 'sequence:read')
  const engine = seenBy(whole, actor)
  const mail = templateNamed(engine, template)
  const lead = (await engine.store.records.get('lead', leadId)) as Lead | undefined
  if (!lead) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${leadId}.`)
  const { email, language: own } = lead
  const purpose = mail.purpose ?? 'marketing'
  const refused = await mailRefusal(engine, { lead, purpose, ...(email === undefined ? {} : { address: email }) })
  const rendered = renderMail(mail, {
    language: language ?? own ?? engine.settings.language,
    values: await mailValues(engine, lead),
    ...(purpose === 'marketing' ? { unsubscribeUrl: `${engine.settings.publicUrl ?? ''}/u/preview` } : {}),
  })
  return { ...rendered, ...(email === undefined ? {} : { to: email }), ...(refused ? { refused } : {}) }
}

function templateNamed({ rules }: Pick<Engine, 'rules'>, id: string): MailTemplate {
  const { mails } = rules()
  const found = Object.hasOwn(mails, id) ? mails[id] : undefined
  if (!found) throw new CrmError('MAIL_TEMPLATE_UNKNOWN', `There is no mail "${id}".`, { details: { template: id } })
  return found
}
