import { defineLeadSource, emailKey, OutsideError } from '../../core/plugin-api/index.js'

/** A mail of somebody unknown, as the mailbox hands it over. */
interface MailPayload {
  readonly from?: { readonly address?: unknown; readonly name?: unknown }
  readonly subject?: unknown
  readonly text?: unknown
  readonly at?: unknown
}

/** A mail of an unknown sender becomes a lead with its words as message. */
export const mailSource = defineLeadSource({
  label: { en: 'Mail', fa: 'ایمیل' },
  parse(payload) {
    const { from, subject, text, at } = payload as MailPayload
    const email = emailKey(String(from?.address ?? ''))
    if (email === undefined) throw new OutsideError('The mail has no sender that could be answered.')
    const name = typeof from?.name === 'string' && from.name.trim() !== '' ? from.name.trim().slice(0, 200) : undefined
    const said = [subject, text].filter((part) => typeof part === 'string' && part.trim() !== '').join('\n\n')
    return {
      values: { email, ...(name === undefined ? {} : { name }), ...(said === '' ? {} : { message: said.slice(0, 5_000) }) },
      ...(typeof at === 'number' ? { at } : {}),
      activities: [{ type: 'mail.inbound', ...(typeof subject === 'string' ? { subject } : {}) }],
    }
  },
})
