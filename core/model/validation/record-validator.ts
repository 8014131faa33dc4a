import { fieldsSchema } from '../field-schema.js'
import { type FieldDeclaration, type Fields, optionsOf } from '../fields.js'
import { cleanText } from '../text/clean.js'
import { didYouMean } from '../text/did-you-mean.js'
import type { LocalizedText } from '../text/localized-text.js'
import { type Coercion, coercionOf } from './coerce-value.js'
import { compileSchema } from './compile-schema.js'
import { quote } from './quote.js'
import type { ValidationProblem } from './validation-problem.js'

/** How a record is checked. */
export interface RecordValidatorOptions {
  /** Whether fields that the system writes itself may be among the values. */
  readonly allowSystem?: boolean
  /** The values are a change: nothing is required and no default is filled in, and an empty value clears its field (`null`). */
  readonly partial?: boolean
  /** ISO 4217 code of amounts that name no currency. */
  readonly currency?: string
}

/** Values in the types their fields declare, and what was wrong with the others, which are left out. */
export interface CheckedRecord {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly ValidationProblem[]
}

/** Checks one record. */
export type RecordValidator = (values: Readonly<Record<string, unknown>>) => CheckedRecord

/**
 * Prepares the check of records with these fields: foreign texts are first read as the field's type (digits of any script,
 * yes and no, days, labels of options), then everything is validated. What was handed in stays as it is.
 * @example recordValidator({ size: { type: 'integer' } })({ size: '۱٬۲۰۰' }) // { values: { size: 1200 }, problems: [] }
 */
export function recordValidator(
  fields: Fields,
  { allowSystem = false, partial = false, currency }: RecordValidatorOptions = {},
): RecordValidator {
  const open = Object.fromEntries(Object.entries(fields).filter(([, { system }]) => allowSystem || !system))
  const { required, ...optional } = fieldsSchema(open)
  const validate = compileSchema(partial || required === undefined ? optional : { ...optional, required })
  const readers = new Map(
    Object.entries(open).map(([name, field]) => [
      name,
      { field, coerce: coercionOf(field, { ...(currency ? { currency } : {}) }) },
    ]),
  )
  const defaults = Object.entries(open).filter(([, field]) => !partial && field.default !== undefined)
  return (foreign) => {
    const { values, cleared, problems } = readValues(foreign, { readers, fields, partial })
    for (const [name, field] of defaults) values[name] ??= field.default
    const found = validate(values).filter(({ field }) => !problems.some((problem) => problem.field === field))
    for (const { field } of found) delete values[field]
    return { values: { ...values, ...cleared }, problems: problems.length + found.length === 0 ? NONE : [...problems, ...found] }
  }
}

interface Reader {
  readonly field: FieldDeclaration
  readonly coerce: Coercion
}

function readValues(
  foreign: Readonly<Record<string, unknown>>,
  { readers, fields, partial }: { readers: ReadonlyMap<string, Reader>; fields: Fields; partial: boolean },
) {
  const values: Record<string, unknown> = {}
  const cleared: Record<string, null> = {}
  const problems: ValidationProblem[] = []
  for (const name of Object.keys(foreign)) {
    const given = foreign[name]
    if (given === undefined) continue
    const reader = readers.get(name)
    const value = reader && cleanValue(given, reader.field)
    if (!reader) problems.push(unknownField(name, fields))
    else if (value === undefined || value === null) {
      if (partial && reader.field.required) problems.push(problem(name, 'required', MISSING))
      else if (partial) cleared[name] = null
    } else {
      const read = reader.coerce(value)
      if (read === undefined) problems.push(unreadable(name, reader.field, value))
      else values[name] = read
    }
  }
  return { values, cleared, problems }
}

/** Texts are cleaned, also inside a list; where a field holds no list, an empty one is no value. */
function cleanValue(given: unknown, { type }: FieldDeclaration): unknown {
  if (type === 'json') return given
  if (typeof given === 'string') return cleanText(given)
  if (!Array.isArray(given)) return given
  const entries = given
    .map((entry) => (typeof entry === 'string' ? cleanText(entry) : entry))
    .filter((entry) => entry !== undefined)
  return entries.length === 0 && type !== 'multiSelect' ? undefined : entries
}

function unknownField(name: string, fields: Fields): ValidationProblem {
  if (Object.hasOwn(fields, name)) return problem(name, 'system', SYSTEM_ONLY)
  const near = didYouMean(name, Object.keys(fields))
  const hint = near === undefined ? { en: '', fa: '' } : { en: `; did you mean "${near}"?`, fa: `؛ آیا منظور «${near}» بود؟` }
  const shown = quote(name)
  return problem(name, 'additionalProperties', {
    en: `${shown} is unknown${hint.en || '.'}`,
    fa: `${shown} ناشناخته است${hint.fa || '.'}`,
  })
}

function unreadable(name: string, field: FieldDeclaration, value: unknown): ValidationProblem {
  const kind = KINDS[field.type] ?? KINDS.string
  const shown = field.secret ? '"…"' : quote(value)
  const choices = choicesOf(field)
  const message = {
    en: `${shown} cannot be read as ${kind?.en}${choices.en}.`,
    fa: `${shown} را نمی‌توان ${kind?.fa} دانست${choices.fa}.`,
  }
  return {
    ...problem(name, 'coerce', message),
    params: { type: field.type, given: Array.isArray(value) ? 'array' : typeof value },
  }
}

/** What there is to choose from; nobody reads a list that is longer. */
function choicesOf(field: FieldDeclaration): LocalizedText & { readonly fa: string } {
  const values = optionsOf(field).map(({ value }) => value)
  if (values.length === 0 || values.length > MOST_CHOICES) return { en: '', fa: '' }
  return { en: `: ${values.join(', ')}`, fa: `: ${values.join('، ')}` }
}

const MOST_CHOICES = 20

function problem(field: string, keyword: string, message: LocalizedText): ValidationProblem {
  return { path: `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`, field, message, keyword, params: {} }
}

const NONE: readonly ValidationProblem[] = []
const MISSING = { en: 'Is missing.', fa: 'وارد نشده است.' }
const SYSTEM_ONLY = { en: 'Is set by the system alone.', fa: 'تنها خود سامانه آن را می‌نویسد.' }

const KINDS: Readonly<Record<string, LocalizedText>> = {
  string: { en: 'a text', fa: 'متن' },
  integer: { en: 'a whole number', fa: 'عدد صحیح' },
  number: { en: 'a number', fa: 'عدد' },
  money: { en: 'an amount with its currency', fa: 'مبلغ با واحد پول' },
  boolean: { en: 'yes or no', fa: 'بله یا خیر' },
  date: { en: 'a day', fa: 'روز' },
  dateTime: { en: 'a date and time, for example 2026-03-21 09:30', fa: 'تاریخ و ساعت، برای نمونه 1405-01-01 09:30' },
  select: { en: 'one of the options', fa: 'یکی از گزینه‌ها' },
  multiSelect: { en: 'some of the options', fa: 'چند گزینه' },
  url: { en: 'a web address', fa: 'نشانی وب' },
}
