import type { SaidMessage } from '../../errors.js'
import { parseDuration } from '../../model/calendar/duration.js'
import type { FieldDeclaration } from '../../model/fields.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { meantDuration, notDuration } from '../files/duration-words.js'
import { type Finding, nearest, suggestion, thereIsNo } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames, Names } from './known-names.js'
import type { Thing } from './thing.js'

type Mistake = Pick<Finding, 'code' | 'message' | 'repair' | 'name'>

/** What is wrong with a text by what its declaration says that it stands for; undefined when nothing is, or nobody can tell. */
export function textMistake(
  text: string,
  { declaration, names }: { readonly declaration: FieldDeclaration; readonly names: KnownNames },
): Mistake | undefined {
  if (declaration.type === 'url') return addressMistake(text)
  switch (declaration.format) {
    case 'duration':
      return parseDuration(text) === undefined ? { ...invalid(notDuration(text)), ...durationRepair(text) } : undefined
    case 'field':
      return fieldMistake(text, names)
    case 'queue':
      return queueMistake(text, names)
    case 'mail':
      return nameMistake(text, { code: 'RULE_MAIL_UNKNOWN', what: 'mail template', known: names.mails })
    case 'sequence':
      return nameMistake(text, { code: 'RULE_SEQUENCE_UNKNOWN', what: 'sequence', known: names.sequences })
    case 'status':
      return nameMistake(text, { code: 'RULE_STATUS_UNKNOWN', what: 'status', known: names.statuses })
    case 'assignee':
      return personMistake(text, { words: ['owner'], names })
    case 'recipient':
      return personMistake(text, { words: ['owner', 'managers'], names })
    default:
      return undefined
  }
}

function durationRepair(text: string): Pick<Mistake, 'repair'> {
  const meant = meantDuration(text)
  return meant === undefined ? {} : { repair: { value: meant } }
}

const invalid = (message: SaidMessage): Mistake => ({ code: 'RULE_PARAM_INVALID', message })

function addressMistake(text: string): Mistake | undefined {
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  if (isAddress) return undefined
  return invalid({
    en: `"${text}" is not a web address that begins with http:// or https://.`,
    fa: `«${text}» نشانی وبی نیست که با http:// یا https:// آغاز شود.`,
  })
}

function fieldMistake(text: string, { vocabulary }: KnownNames): Mistake | undefined {
  const fields = vocabulary.fields.lead
  const field = Object.hasOwn(fields, text) ? fields[text] : undefined
  if (field?.system)
    return invalid({ en: `The field "${text}" is set by the system alone.`, fa: `فیلد «${text}» را تنها خود سامانه می‌نویسد.` })
  const writable = Object.keys(fields).filter((name) => !fields[name]?.system)
  if (field) return undefined
  const message = joined(thereIsNo('field', text), suggestion(text, writable))
  return { code: 'RULE_FIELD_UNKNOWN', message, name: text, ...nearest(text, writable) }
}

function queueMistake(queue: string, { queues }: KnownNames, prefix = ''): Mistake | undefined {
  if (!queues || queues.includes(queue)) return undefined
  const near = didYouMean(queue, queues)
  const message = joined(thereIsNo('queue', queue), suggestion(queue, queues))
  return { code: 'RULE_QUEUE_UNKNOWN', message, name: queue, ...(near ? { repair: { value: `${prefix}${near}` } } : {}) }
}

function nameMistake(
  text: string,
  { code, what, known }: { readonly code: Finding['code']; readonly what: Thing; readonly known: Names },
): Mistake | undefined {
  if (!known || known.includes(text)) return undefined
  return { code, message: joined(thereIsNo(what, text), suggestion(text, known)), name: text, ...nearest(text, known) }
}

const QUEUE = 'queue:'
const USER_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function personMistake(
  text: string,
  { words, names }: { readonly words: readonly string[]; readonly names: KnownNames },
): Mistake | undefined {
  if (text.startsWith(QUEUE)) return queueMistake(text.slice(QUEUE.length), names, QUEUE)
  if (words.includes(text) || USER_ID.test(text)) return undefined
  const isQueue = names.queues?.includes(text) === true
  const way = isQueue
    ? { en: ` Did you mean "${QUEUE}${text}"?`, fa: ` منظورتان «${QUEUE}${text}» بود؟` }
    : suggestion(text, words)
  const nobody = {
    en: `"${text}" is nobody; write ${words.join(', ')}, ${QUEUE}<name> or a user's id.`,
    fa: `«${text}» کسی نیست؛ ${words.join('، ')}، ${QUEUE}<name> یا شناسهٔ یک کاربر بنویسید.`,
  }
  const mistake = invalid(joined(nobody, way))
  return { ...mistake, ...(isQueue ? { repair: { value: `${QUEUE}${text}` } } : nearest(text, words)) }
}
