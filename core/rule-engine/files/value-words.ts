import type { ErrorObject } from 'ajv'
import type { SaidMessage } from '../../errors.js'
import { readDateLiteral } from '../../model/calendar/date-literal.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { notDuration } from './duration-words.js'
import { patternWords } from './pattern-words.js'
import { meantNumber, shareOf } from './shape-repairs.js'

/** Says what is wrong with a value that a schema refuses, and what should stand there. */
export function valueWords(error: ErrorObject): SaidMessage {
  const { keyword, data } = error
  const say = WORDS[keyword]
  const words = say?.(error) ?? { en: 'is not allowed here', fa: 'اینجا مجاز نیست' }
  return 'whole' in words ? words.whole : { en: `${shown(data)} ${words.en}.`, fa: `${shown(data)} ${words.fa}.` }
}

/** What follows the value that is shown, or a message that shows it in its own way. */
type Words = SaidMessage | { readonly whole: SaidMessage }

const WORDS: Readonly<Record<string, (error: ErrorObject) => Words>> = {
  enum: ({ data, schema }) => ({ whole: oneOf(data, schema as readonly unknown[]) }),
  const: ({ params }) => ({
    en: `cannot stand here; it must be ${shown(params['allowedValue'])}`,
    fa: `اینجا نمی‌تواند بیاید؛ باید ${shown(params['allowedValue'])} باشد`,
  }),
  type: ({ data, params }) => typed(data, [params['type']].flat().map(String)),
  'false schema': () => ({ whole: LONE_COMPARISON }),
  pattern: ({ params }) => patternWords(String(params['pattern'])),
  format: ({ data, params }) => format(String(params['format']), data),
  minItems: ({ params: { limit } }) => ({
    whole: { en: `The list needs at least ${limit} element.`, fa: `فهرست دست‌کم ${limit} عضو لازم دارد.` },
  }),
  maxItems: ({ params: { limit } }) => ({
    whole: { en: `The list has at most ${limit} elements.`, fa: `فهرست حداکثر ${limit} عضو دارد.` },
  }),
  uniqueItems: () => ({ whole: { en: 'The list holds an element twice.', fa: 'فهرست عضوی تکراری دارد.' } }),
  minLength: () => ({ whole: { en: 'The text is empty; write something here.', fa: 'متن خالی است؛ اینجا چیزی بنویسید.' } }),
  maxLength: ({ params: { limit } }) => ({
    en: `is too long; here fits ${limit === 1 ? 'one sign' : `${limit} signs`} at most`,
    fa: `بیش از اندازه بلند است؛ اینجا حداکثر ${limit} نویسه جا می‌شود`,
  }),
  minimum: ({ params: { limit } }) => ({
    en: `is less than ${limit}, the least here`,
    fa: `از ${limit} کمتر است که کمینهٔ اینجاست`,
  }),
  exclusiveMinimum: ({ params: { limit } }) => ({ en: `must be more than ${limit}`, fa: `باید بیش از ${limit} باشد` }),
  maximum: ({ data, params: { limit } }) => atMost(data, Number(limit)),
}

const LONE_COMPARISON: SaidMessage = {
  en: 'Conditions open with "all", "any", "not" or "condition", not with a single comparison.',
  fa: 'شرط‌ها با "all"، "any"، "not" یا "condition" آغاز می‌شوند، نه با یک مقایسهٔ تنها.',
}

/** A share of one is often written as a percentage. */
function atMost(data: unknown, limit: number): SaidMessage {
  const more = { en: `is more than ${limit}, the most here`, fa: `از ${limit} بیشتر است که بیشینهٔ اینجاست` }
  const share = shareOf(data, limit)
  if (share === undefined) return more
  return { en: `${more.en}; ${String(data)} % is written ${share}`, fa: `${more.fa}؛ ${String(data)} درصد ${share} نوشته می‌شود` }
}

function oneOf(data: unknown, allowed: readonly unknown[]): SaidMessage {
  const near = typeof data === 'string' ? didYouMean(data, allowed.map(String)) : undefined
  const values = allowed.map(String)
  return {
    en: `${shown(data)} is not one of ${values.join(', ')}.${near ? ` Did you mean "${near}"?` : ''}`,
    fa: `${shown(data)} یکی از این‌ها نیست: ${values.join('، ')}.${near ? ` منظورتان «${near}» بود؟` : ''}`,
  }
}

function format(name: string, data: unknown): Words {
  if (name === 'duration') return { whole: notDuration(String(data)) }
  const read = name === 'iso-instant' ? readDateLiteral(String(data)) : undefined
  if (read && 'mistake' in read) return { whole: read.mistake }
  const { en, fa } = FORMATS[name] ?? { en: name, fa: name }
  return { en: `is not ${en}`, fa: `${fa} نیست` }
}

const FORMATS: Readonly<Record<string, SaidMessage>> = {
  'web-address': { en: 'a web address that begins with http:// or https://', fa: 'نشانی وبی با آغاز http:// یا https://' },
  email: { en: 'an e-mail address', fa: 'نشانی ایمیل' },
  date: { en: 'a day such as 2026-03-21', fa: 'روزی مانند 2026-03-21' },
}

function typed(data: unknown, types: readonly string[]): SaidMessage {
  const words = types.map((name) => TYPES[name] ?? { en: name, fa: name })
  const number = types.some((name) => name === 'number' || name === 'integer') ? meantNumber(data) : undefined
  const way = number === undefined ? { en: '', fa: '' } : { en: `; write ${number}`, fa: `؛ بنویسید ${number}` }
  return {
    en: `is not ${words.map(({ en }) => en).join(' or ')}${way.en}`,
    fa: `${words.map(({ fa }) => fa).join(' یا ')} نیست${way.fa}`,
  }
}

const TYPES: Readonly<Record<string, SaidMessage>> = {
  object: { en: 'an object in braces', fa: 'شیء میان آکولاد' },
  array: { en: 'a list in brackets', fa: 'فهرست میان کروشه' },
  string: { en: 'a text in quotes', fa: 'متن میان گیومه' },
  number: { en: 'a number', fa: 'عدد' },
  integer: { en: 'a whole number', fa: 'عدد صحیح' },
  boolean: { en: 'true or false', fa: 'true یا false' },
  null: { en: 'null', fa: 'null' },
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
