import { type MailTemplate, mailTexts } from '../../model/mail/mail-template.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { templatePaths } from '../../model/text/message-template.js'
import { type Finding, suggestion } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Whose fields a mail may speak of, beside the lead's own. */
const HOLDERS = ['lead', 'account', 'owner'] as const

/** What of an owner a mail to others may say. */
const OWNER_FIELDS = ['name', 'email'] as const

/** Checks every `{{name}}` in the texts of a mail, and that its addresses are addresses of the web. */
export function checkMail(value: unknown, names: KnownNames): Finding[] {
  return mailTexts(value as MailTemplate).flatMap(({ path, text }): Finding[] => {
    const at = [...path]
    const isAddress = at.at(-1) === 'url' || at.at(-1) === 'src'
    return [
      ...templatePaths(text).flatMap((place) => placeholderMistake(place, names).map((found) => ({ ...found, path: at }))),
      ...placesLeftOpen(text).map((found) => ({ ...found, path: at })),
      ...(isAddress && !/^https?:\/\//i.test(text) ? [{ ...noAddress(text), path: at }] : []),
    ]
  })
}

type Mistake = Pick<Finding, 'code' | 'message' | 'name'>

function placeholderMistake(place: string, { vocabulary }: KnownNames): Mistake[] {
  const known = [
    ...Object.keys(vocabulary.fields.lead).map((field) => `lead.${field}`),
    ...Object.keys(vocabulary.fields.account).map((field) => `account.${field}`),
    ...OWNER_FIELDS.map((field) => `owner.${field}`),
  ]
  if (known.includes(place)) return []
  const said = {
    en: `A mail cannot say "{{${place}}}": write a field of ${HOLDERS.join(', ')}.`,
    fa: `ایمیل نمی‌تواند «{{${place}}}» بگوید: فیلدی از ${HOLDERS.join('، ')} بنویسید.`,
  }
  const near = didYouMean(place, known)
  return [
    {
      code: 'RULE_PLACEHOLDER_UNKNOWN',
      message: joined(said, near === undefined ? '' : suggestion(place, known)),
      name: place.slice(place.indexOf('.') + 1),
    },
  ]
}

/** Braces that fill nothing would stand in the mail as they are. */
function placesLeftOpen(text: string): Mistake[] {
  const left = text.replace(FILLED, '').match(/\{\{[^}]{0,40}\}{0,2}/)
  if (!left) return []
  return [
    {
      code: 'RULE_PLACEHOLDER_UNKNOWN',
      message: {
        en: `"${left[0]}" fills nothing: write {{lead.name}}, or {{lead.name|words for a missing value}}.`,
        fa: `«${left[0]}» چیزی را پر نمی‌کند: {{lead.name}} یا {{lead.name|واژه‌هایی برای مقدار خالی}} بنویسید.`,
      },
    },
  ]
}

const FILLED = /\{\{\s{0,9}[\p{L}\p{N}_$-]+(?:\.[\p{L}\p{N}_$-]+)*\s{0,9}(?:\|[^{}|]{0,200})?\}\}/gu

const noAddress = (text: string): Mistake => ({
  code: 'RULE_PARAM_INVALID',
  message: {
    en: `"${text}" is not a web address that begins with http:// or https://.`,
    fa: `«${text}» نشانی وبی نیست که با http:// یا https:// آغاز شود.`,
  },
})
