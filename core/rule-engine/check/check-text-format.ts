import { parseDuration } from '../../model/calendar/duration.js'
import type { FieldDeclaration } from '../../model/fields.js'
import { type Finding, suggestion } from './finding.js'
import type { KnownNames } from './known-names.js'

type Mistake = Pick<Finding, 'code' | 'message'>

/** What is wrong with a text by what its declaration says that it stands for; undefined when nothing is, or nobody can tell. */
export function textMistake(
  text: string,
  { declaration, names }: { readonly declaration: FieldDeclaration; readonly names: KnownNames },
): Mistake | undefined {
  if (declaration.type === 'url') return addressMistake(text)
  switch (declaration.format) {
    case 'duration':
      return parseDuration(text) === undefined ? invalid(`"${text}" is not a duration such as PT5M or P1D.`) : undefined
    case 'field':
      return fieldMistake(text, names)
    case 'queue':
      return queueMistake(text, names)
    case 'assignee':
      return personMistake(text, { words: ['owner'], names })
    case 'recipient':
      return personMistake(text, { words: ['owner', 'managers'], names })
    default:
      return undefined
  }
}

const invalid = (message: string): Mistake => ({ code: 'RULE_PARAM_INVALID', message })

function addressMistake(text: string): Mistake | undefined {
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  return isAddress ? undefined : invalid(`"${text}" is not a web address that begins with http:// or https://.`)
}

function fieldMistake(text: string, { vocabulary }: KnownNames): Mistake | undefined {
  const fields = vocabulary.fields.lead
  const field = Object.hasOwn(fields, text) ? fields[text] : undefined
  if (field?.system) return invalid(`The field "${text}" is set by the system alone.`)
  const writable = Object.keys(fields).filter((name) => !fields[name]?.system)
  return field ? undefined : { code: 'RULE_FIELD_UNKNOWN', message: `There is no field "${text}".${suggestion(text, writable)}` }
}

function queueMistake(queue: string, { queues }: KnownNames): Mistake | undefined {
  if (!queues || queues.includes(queue)) return undefined
  return { code: 'RULE_QUEUE_UNKNOWN', message: `There is no queue "${queue}".${suggestion(queue, queues)}` }
}

const QUEUE = 'queue:'
const USER_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function personMistake(
  text: string,
  { words, names }: { readonly words: readonly string[]; readonly names: KnownNames },
): Mistake | undefined {
  if (text.startsWith(QUEUE)) return queueMistake(text.slice(QUEUE.length), names)
  if (words.includes(text) || USER_ID.test(text)) return undefined
  const isQueue = names.queues?.includes(text) === true
  const way = isQueue ? ` Did you mean "${QUEUE}${text}"?` : suggestion(text, words)
  return invalid(`"${text}" is nobody; write ${words.join(', ')}, ${QUEUE}<name> or a user's id.${way}`)
}
