import type { ErrorObject } from 'ajv'
import { didYouMean } from '../text/did-you-mean.js'
import type { LocalizedText } from '../text/localized-text.js'
import { quote } from './quote.js'

/** Says what a value must be, in English and Persian, without naming its place: that stands beside the message. */
export function problemMessage(error: ErrorObject): LocalizedText {
  return MESSAGES[error.keyword]?.(error) ?? { en: `Is not valid (${error.keyword}).`, fa: `معتبر نیست (${error.keyword}).` }
}

type Message = (error: ErrorObject) => LocalizedText

const MESSAGES: Readonly<Record<string, Message>> = {
  required: () => ({ en: 'Is missing.', fa: 'وارد نشده است.' }),
  additionalProperties: (error) => unknownName(String(error.params.additionalProperty), error),
  propertyNames: ({ params }) => unknown(String(params.propertyName)),
  type: ({ params }) => oneOfTypes([params.type].flat().map(String)),
  enum: ({ params }) => oneOfValues(params.allowedValues as readonly unknown[]),
  const: ({ params }) => oneOfValues([params.allowedValue]),
  minimum: ({ params }) => ({ en: `Must be ${params.limit} or more.`, fa: `باید ${params.limit} یا بیشتر باشد.` }),
  maximum: ({ params }) => ({ en: `Must be ${params.limit} or less.`, fa: `باید ${params.limit} یا کمتر باشد.` }),
  exclusiveMinimum: ({ params }) => ({ en: `Must be more than ${params.limit}.`, fa: `باید بیشتر از ${params.limit} باشد.` }),
  exclusiveMaximum: ({ params }) => ({ en: `Must be less than ${params.limit}.`, fa: `باید کمتر از ${params.limit} باشد.` }),
  multipleOf: ({ params }) => ({
    en: `Must be a multiple of ${params.multipleOf}.`,
    fa: `باید مضربی از ${params.multipleOf} باشد.`,
  }),
  minLength: ({ params }) => ({
    en: `Must have at least ${params.limit} characters.`,
    fa: `باید دست‌کم ${params.limit} نویسه باشد.`,
  }),
  maxLength: ({ params }) => ({
    en: `Must have at most ${params.limit} characters.`,
    fa: `باید حداکثر ${params.limit} نویسه باشد.`,
  }),
  minItems: ({ params }) => ({
    en: `Must have at least ${params.limit} entries.`,
    fa: `باید دست‌کم ${params.limit} مورد داشته باشد.`,
  }),
  maxItems: ({ params }) => ({
    en: `Must have at most ${params.limit} entries.`,
    fa: `باید حداکثر ${params.limit} مورد داشته باشد.`,
  }),
  uniqueItems: () => ({ en: 'Must not hold the same entry twice.', fa: 'نباید یک مورد را دو بار داشته باشد.' }),
  contains: () => ({ en: 'Lacks an entry that must be there.', fa: 'موردی را که باید داشته باشد ندارد.' }),
  minProperties: ({ params }) => ({
    en: `Must name at least ${params.limit}.`,
    fa: `باید دست‌کم ${params.limit} نام داشته باشد.`,
  }),
  maxProperties: ({ params }) => ({
    en: `Must name at most ${params.limit}.`,
    fa: `باید حداکثر ${params.limit} نام داشته باشد.`,
  }),
  dependencies: ({ params }) => ({ en: `Needs ${params.deps} beside it.`, fa: `${params.deps} هم باید همراهش باشد.` }),
  pattern: ({ data }) => ({ en: `Is not written as it must be: ${quote(data)}.`, fa: `درست نوشته نشده است: ${quote(data)}.` }),
  format: ({ params, data }) => badFormat(String(params.format), data),
  anyOf: () => ({ en: 'Has none of the forms allowed here.', fa: 'هیچ‌یک از شکل‌های مجاز را ندارد.' }),
  oneOf: () => ({ en: 'Must have exactly one of the forms allowed here.', fa: 'باید درست یکی از شکل‌های مجاز را داشته باشد.' }),
  not: () => ({ en: 'Has a form that is not allowed here.', fa: 'شکلی دارد که اینجا مجاز نیست.' }),
  'false schema': () => ({ en: 'Must not be here.', fa: 'نباید اینجا باشد.' }),
}

function unknownName(name: string, { parentSchema }: ErrorObject): LocalizedText {
  const near = didYouMean(name, Object.keys(parentSchema?.properties ?? {}))
  if (near === undefined) return unknown(name)
  return { en: `${quote(name)} is unknown; did you mean "${near}"?`, fa: `${quote(name)} ناشناخته است؛ آیا منظور «${near}» بود؟` }
}

const unknown = (name: string): LocalizedText => ({ en: `${quote(name)} is unknown.`, fa: `${quote(name)} ناشناخته است.` })

function oneOfTypes(types: readonly string[]): LocalizedText {
  const named = types.map((type) => TYPES[type] ?? { en: type, fa: type })
  const [en, fa] = [named.map((type) => type.en).join(' or '), named.map((type) => type.fa).join(' یا ')]
  return { en: `Must be ${en}.`, fa: `باید ${fa} باشد.` }
}

function oneOfValues(values: readonly unknown[]): LocalizedText {
  const more = values.length > MAX_VALUES ? ', …' : ''
  const list = values.slice(0, MAX_VALUES).map(String).join(', ') + more
  return values.length === 1
    ? { en: `Must be ${list}.`, fa: `باید ${list} باشد.` }
    : { en: `Must be one of: ${list}.`, fa: `باید یکی از این‌ها باشد: ${list}.` }
}

function badFormat(format: string, data: unknown): LocalizedText {
  const name = FORMATS[format] ?? { en: `text of the form "${format}"`, fa: `متنی به شکل «${format}»` }
  return { en: `Must be ${name.en}, not ${quote(data)}.`, fa: `باید ${name.fa} باشد، نه ${quote(data)}.` }
}

const MAX_VALUES = 20

const TYPES: Readonly<Record<string, LocalizedText>> = {
  string: { en: 'a text', fa: 'متن' },
  number: { en: 'a number', fa: 'عدد' },
  integer: { en: 'a whole number', fa: 'عدد صحیح' },
  boolean: { en: 'true or false', fa: 'درست یا نادرست' },
  array: { en: 'a list', fa: 'فهرست' },
  object: { en: 'an object', fa: 'شیء' },
  null: { en: 'null', fa: 'تهی' },
}

const FORMATS: Readonly<Record<string, LocalizedText>> = {
  email: { en: 'an e-mail address', fa: 'نشانی ایمیل' },
  date: { en: 'a day such as 2026-03-21', fa: 'روزی مانند 2026-03-21' },
  'date-time': { en: 'an instant such as 2026-03-21T09:30:00Z', fa: 'زمانی مانند 2026-03-21T09:30:00Z' },
  uri: { en: 'a web address', fa: 'نشانی وب' },
  regex: { en: 'a regular expression', fa: 'عبارت باقاعده' },
}
