import { type Action, defineAction, fillText, TEXT_SCHEMA, textIn } from '../../core/plugin-api/index.js'
import { captureMail } from './capture-mail.js'
import { composeMail } from './compose-mail.js'
import { deliverMail } from './deliver-mail.js'
import type { MailOptions } from './mail-options.js'
import { recipientOf } from './recipient-of.js'

const params = {
  to: {
    type: 'select',
    label: { en: 'To', fa: 'به' },
    oneOf: [
      { value: 'lead', label: { en: 'The lead', fa: 'سرنخ' } },
      { value: 'owner', label: { en: 'The owner', fa: 'مسئول' } },
    ],
    default: 'lead',
  },
  subject: { type: 'json', label: { en: 'Subject', fa: 'موضوع' }, required: true, schema: TEXT_SCHEMA },
  body: { type: 'json', label: { en: 'Text', fa: 'متن' }, required: true, schema: TEXT_SCHEMA },
} as const

/** Sends a mail in the lead's language. Who has no address, or wants no mail, gets none: that is written in the timeline. */
export const sendMail = (options: MailOptions): Action<typeof params> => {
  if (!options.capture && options.host === undefined)
    throw new TypeError('a mail server ("host") is needed where "capture" is off')
  return defineAction({
    label: { en: 'Send a mail', fa: 'فرستادن ایمیل' },
    params,
    external: true,
    async perform({ lead, params: { to, subject, body }, idempotencyKey }, context) {
      const write = (text: unknown): string => textIn(fillText(text, { lead }), lead.language ?? 'en')
      const title = write(subject)
      const recipient = await recipientOf(lead, { to, crm: context.crm })
      const activity = { leadId: lead.id, subject: title }
      if ('skipped' in recipient) {
        await context.crm.logActivity(
          { ...activity, type: 'mail.skipped', details: { to, reason: recipient.skipped } },
          idempotencyKey,
        )
        return
      }
      const mail = composeMail(
        { to: recipient.address, subject: title, text: write(body) },
        { options, idempotencyKey, now: context.now() },
      )
      if (options.capture) await captureMail(mail, { folder: context.dataFolder, idempotencyKey })
      else await deliverMail(mail, { options, context })
      await context.crm.logActivity(
        { ...activity, type: 'mail.sent', details: { to, messageId: mail.messageId } },
        idempotencyKey,
      )
    },
  })
}
