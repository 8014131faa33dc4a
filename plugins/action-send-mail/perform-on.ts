import {
  type ActingContext,
  type Action,
  emailKey,
  fillText,
  OutsideError,
  type RuledEntity,
  type RuledRecord,
  renderMail,
  textIn,
} from '../../core/plugin-api/index.js'
import { captureMail } from './capture-mail.js'
import { composeMail, messageIdOf } from './compose-mail.js'
import { deliverMail } from './deliver-mail.js'
import type { MailOptions } from './mail-options.js'

interface Wanted {
  readonly entity: RuledEntity
  readonly record: RuledRecord
  readonly params: {
    readonly to: 'lead' | 'owner'
    readonly template?: string
    readonly subject?: unknown
    readonly body?: unknown
  }
  readonly idempotencyKey: string
}

/**
 * Sends a mail about a customer or a sale: to the owner, or to the contact it names. A contact who wants no mail gets none, and
 * the timeline says so. A template that is marketing needs the consent of a lead, so contacts get service mails alone.
 */
export const performerOn =
  (options: MailOptions): NonNullable<Action['performOn']> =>
  async (request, context) => {
    const wanted = request as unknown as Wanted
    const about = { [`${wanted.entity}Id`]: wanted.record.id }
    const person = await personOf(wanted, context)
    const skip = (reason: string) =>
      context.crm.logActivity(
        { ...about, type: 'mail.skipped', details: { to: wanted.params.to, reason } },
        wanted.idempotencyKey,
      )
    if (person.address === undefined) return skip(person.refuses ? 'do-not-email' : 'no-address')
    const messageId = messageIdOf(wanted.idempotencyKey, options)
    const purpose = wanted.params.to === 'owner' ? ('internal' as const) : ('service' as const)
    const question = { address: person.address, purpose, idempotencyKey: wanted.idempotencyKey, messageId }
    const pass = await context.crm.mailPass(question)
    if (pass.refused === 'sent-before') return
    if (pass.refused) return skip(pass.refused)
    const content = contentOf(wanted, { context, language: person.language ?? pass.language })
    const mail = composeMail(
      { to: person.address, ...content },
      { options, idempotencyKey: wanted.idempotencyKey, now: context.now() },
    )
    if (options.capture) await captureMail(mail, { folder: context.dataFolder, idempotencyKey: wanted.idempotencyKey })
    else await delivered(mail, { options, context })
    const sent = { messageId, from: mail.from.address, to: mail.to.address, subject: mail.subject, text: mail.text }
    const recipient = wanted.params.to === 'owner' ? 'owner' : 'contact'
    await context.crm.noteMail({ ...about, ...sent, recipient }, wanted.idempotencyKey)
  }

async function delivered(
  mail: Parameters<typeof deliverMail>[0],
  { options, context }: Parameters<typeof deliverMail>[1],
): Promise<void> {
  const bounced = await deliverMail(mail, { options, context })
  if (bounced) throw new OutsideError(`${mail.to.address} takes no mail: ${bounced.refusal}`, { final: true })
}

interface Person {
  readonly address?: string
  readonly language?: string
  readonly refuses?: boolean
}

async function personOf({ entity, record, params: { to } }: Wanted, { crm }: ActingContext): Promise<Person> {
  const values = record as { readonly ownerId?: string; readonly contactId?: string }
  const of = to === 'owner' ? ('user' as const) : ('contact' as const)
  const id = to === 'owner' ? values.ownerId : entity === 'contact' ? record.id : values.contactId
  if (id === undefined) return {}
  const [found] = await crm.aggregate({
    entity: of,
    groupBy: of === 'user' ? ['email', 'language'] : ['email', 'language', 'doNotEmail'],
    measures: { n: { count: true } },
    where: { all: [{ fact: of, path: '$.id', operator: 'equal', value: id }] },
  })
  if (found?.['doNotEmail'] === true) return { refuses: true }
  const address = typeof found?.['email'] === 'string' ? emailKey(found['email']) : undefined
  const language = found?.['language']
  return { ...(address === undefined ? {} : { address }), ...(typeof language === 'string' ? { language } : {}) }
}

function contentOf(
  { entity, record, params: { template, subject, body } }: Wanted,
  { context, language }: { readonly context: ActingContext; readonly language: string },
) {
  const values = { [entity]: record }
  if (template === undefined) {
    if (subject === undefined || body === undefined)
      throw new OutsideError('A mail needs a template, or a subject and a body.', { final: true })
    return { subject: textIn(fillText(subject, values), language), text: textIn(fillText(body, values), language) }
  }
  const found = context.definition('mail', template)
  if (!found) throw new OutsideError(`There is no mail "${template}".`, { final: true })
  return renderMail(found, { language, values })
}
