import {
  type ActingContext,
  type Action,
  defineAction,
  fillText,
  type Lead,
  type MailPass,
  OutsideError,
  type RenderedMail,
  renderMail,
  TEXT_SCHEMA,
  textIn,
} from '../../core/plugin-api/index.js'
import { captureMail } from './capture-mail.js'
import { composeMail, type Mail, messageIdOf } from './compose-mail.js'
import { deliverMail } from './deliver-mail.js'
import type { MailOptions } from './mail-options.js'
import { performerOn } from './perform-on.js'
import { postMail } from './post-mail.js'
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
  template: { type: 'string', label: { en: 'Template', fa: 'قالب' }, format: 'mail' },
  subject: { type: 'json', label: { en: 'Subject', fa: 'موضوع' }, schema: TEXT_SCHEMA },
  body: { type: 'json', label: { en: 'Text', fa: 'متن' }, schema: TEXT_SCHEMA },
} as const

/**
 * Sends a mail in the lead's language: a template, or `subject` and `body`. Who has no address, wants no mail or stands on the
 * suppression list gets none: that is written in the timeline.
 */
export const sendMail = (options: MailOptions): Action<typeof params> => {
  if (!options.capture && options.host === undefined)
    throw new TypeError('a mail server ("host") is needed where "capture" is off')
  return defineAction({
    label: { en: 'Send a mail', fa: 'فرستادن ایمیل' },
    params,
    external: true,
    perform: performer(options),
    performOn: performerOn(options),
    post: postMail(options),
  })
}

type Perform = Action<typeof params>['perform']
type Wanted = Parameters<Perform>[0]

function performer(options: MailOptions): Perform {
  return async (request, context) => {
    const { lead, params: wanted, idempotencyKey } = request
    const template = templateOf(wanted, context)
    const recipient = await recipientOf(lead, { to: wanted.to, crm: context.crm })
    if ('skipped' in recipient) return skip(request, recipient.skipped, context)
    const messageId = messageIdOf(idempotencyKey, options)
    const purpose = wanted.to === 'owner' ? 'internal' : template ? (template.purpose ?? 'marketing') : 'service'
    const { address } = recipient
    const pass = await context.crm.mailPass({ leadId: lead.id, address, purpose, idempotencyKey, messageId })
    if (pass.refused === 'sent-before') return
    if (pass.refused) return skip(request, pass.refused, context)
    const content = contentOf(wanted, { template, lead, pass })
    const unsubscribeUrl = purpose === 'marketing' ? pass.unsubscribeUrl : undefined
    const mail = composeMail(
      { to: address, ...content, ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }) },
      { options, idempotencyKey, now: context.now() },
    )
    if (await leaves(mail, { request, options, context })) await note(mail, { request, context })
  }
}

function templateOf({ template, subject, body }: Wanted['params'], { definition }: ActingContext) {
  if (template === undefined) {
    if (subject === undefined || body === undefined) throw new OutsideError('A mail needs a template, or a subject and a body.')
    return undefined
  }
  const found = definition('mail', template)
  if (!found) throw new OutsideError(`There is no mail "${template}".`)
  return found
}

type Content = Pick<RenderedMail, 'subject' | 'text'> & Partial<Pick<RenderedMail, 'html' | 'language'>>

function contentOf(
  { subject, body, to }: Wanted['params'],
  { template, lead, pass }: { template: ReturnType<typeof templateOf>; lead: Lead; pass: MailPass },
): Content {
  const language = lead.language ?? pass.language
  const values = { ...pass.values, lead }
  if (!template) {
    const write = (text: unknown): string => textIn(fillText(text, values), language)
    return { subject: write(subject), text: write(body) }
  }
  const leave = to === 'lead' && template.purpose !== 'service' ? pass.unsubscribeUrl : undefined
  return renderMail(template, {
    language,
    values,
    ...(leave === undefined ? {} : { unsubscribeUrl: leave }),
    ...(subject === undefined
      ? {}
      : { subject: typeof subject === 'string' ? { en: subject } : (subject as { readonly en: string }) }),
  })
}

interface Sending {
  readonly request: Wanted
  readonly options: MailOptions
  readonly context: ActingContext
}

/** Whether it went out. An address that takes no mail is noted, and nothing is tried again. */
async function leaves(mail: Mail, { request: { lead, idempotencyKey }, options, context }: Sending): Promise<boolean> {
  if (options.capture) {
    await captureMail(mail, { folder: context.dataFolder, idempotencyKey })
    return true
  }
  const bounced = await deliverMail(mail, { options, context })
  if (!bounced) return true
  await context.crm.noteBounce({ leadId: lead.id, address: mail.to.address, reason: bounced.refusal }, idempotencyKey)
  return false
}

async function note(mail: Mail, { request, context }: Omit<Sending, 'options'>): Promise<void> {
  const { lead, params: wanted, idempotencyKey } = request
  const { messageId, subject, text } = mail
  const { template, to } = wanted
  const parts = { ...(template === undefined ? {} : { template }), recipient: to }
  const sent = { leadId: lead.id, messageId, from: mail.from.address, to: mail.to.address, subject, text, ...parts }
  await context.crm.noteMail(sent, idempotencyKey)
}

function skip({ lead, params: { to, template }, idempotencyKey }: Wanted, reason: string, { crm }: ActingContext): Promise<void> {
  const details = { to, reason, ...(template === undefined ? {} : { template }) }
  return crm.logActivity({ leadId: lead.id, type: 'mail.skipped', details }, idempotencyKey)
}
