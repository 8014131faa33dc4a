import { type FieldDeclaration, type Fields, optionsOf } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import { minorDigits } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { FormValues } from '../body/index.js'

/** One question of a form that edits a record. */
export interface FormInput {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'textarea' | 'select' | 'multiple' | 'email' | 'tel' | 'url' | 'decimal'
  readonly values: readonly string[]
  readonly options: readonly { readonly id: string; readonly text: string }[]
  readonly required: boolean
  /** What is wrong with the value, when it came back. */
  readonly problem?: string
  /** Whether the cursor belongs here: the first thing that is wrong. */
  readonly isFirstWrong?: boolean
}

export interface FormGroup {
  readonly id: 'person' | 'place' | 'origin' | 'more'
  readonly inputs: readonly FormInput[]
}

const GROUPS = [
  { id: 'person', fields: ['name', 'jobTitle', 'company', 'phone', 'email', 'website', 'doNotCall', 'doNotEmail'] },
  { id: 'place', fields: ['country', 'province', 'city', 'address', 'language'] },
  { id: 'origin', fields: ['source', 'externalId', 'message'] },
] as const

/** Fields that have a form of their own on the page, or cannot be typed. */
const APART = ['status', 'statusReason', 'ownerId', 'queue', 'campaignId']

/** The questions about a lead, in groups; what a deployment added stands together at the end. */
export function leadForm(
  fields: Fields,
  { values, language, problems = {} }: { values: FormValues; language: string; problems?: Readonly<Record<string, string>> },
): readonly FormGroup[] {
  const names = editableFields(fields)
  const input = (name: string) => formInput(name, fields[name], { values, language, problem: problems[name] })
  const known = GROUPS.map(({ id, fields: listed }) => ({ id, inputs: listed.filter((name) => names.includes(name)).map(input) }))
  const listed: readonly string[] = GROUPS.flatMap((group) => group.fields)
  const more = names.filter((name) => !listed.includes(name)).map(input)
  const groups = [...known, { id: 'more' as const, inputs: more }].filter(({ inputs }) => inputs.length > 0)
  const first = groups.flatMap(({ inputs }) => inputs).find(({ problem }) => problem)
  return groups.map((group) => ({ ...group, inputs: withCursor(group.inputs, first) }))
}

/** Puts the cursor into the first input that is wrong. */
export function withCursor(
  inputs: readonly FormInput[],
  first = inputs.find(({ problem }) => problem !== undefined),
): readonly FormInput[] {
  return inputs.map((input) => (input === first ? { ...input, isFirstWrong: true } : input))
}

/** The record's values as a form shows them. */
export function formValuesOf(fields: Fields, record: Readonly<Record<string, unknown>>): FormValues {
  return Object.fromEntries(editableFields(fields).map((name) => [name, inputText(fields[name], record[name])]))
}

/** What somebody changed: the posted values that differ from what the form showed; `null` clears. */
export function changedValues(
  fields: Fields,
  { before, posted }: { before: FormValues; posted: FormValues },
): Readonly<Record<string, unknown>> {
  const changed = editableFields(fields).flatMap((name): [string, unknown][] => {
    const now = posted[name]
    if (now === undefined || sameText(now, before[name] ?? '')) return []
    const given = fields[name]?.type === 'multiSelect' ? [now].flat().filter(Boolean) : now
    return [[name, given.length === 0 ? null : given]]
  })
  return Object.fromEntries(changed)
}

export function editableFields(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, { system, secret, type }]) =>
    system || secret || type === 'json' || type === 'reference' || APART.includes(name) ? [] : [name],
  )
}

interface Filled {
  readonly values: FormValues
  readonly language: string
  readonly problem: string | undefined
}

/** One field as a question, with the value it has and what is wrong with that. */
export function formInput(name: string, field: FieldDeclaration | undefined, { values, language, problem }: Filled): FormInput {
  const declared = optionsOf(field ?? { type: 'string' }).map(({ value, label }) => ({
    id: value,
    text: textIn(label, language),
  }))
  return {
    name,
    label: textIn(field?.label ?? name, language),
    kind: kindOf(field, declared.length > 0),
    values: [values[name] ?? []].flat(),
    options: field?.type === 'boolean' ? [] : declared,
    required: field?.required ?? false,
    ...(problem ? { problem } : {}),
  }
}

function kindOf(field: FieldDeclaration | undefined, hasOptions: boolean): FormInput['kind'] {
  if (field?.type === 'multiSelect' && hasOptions) return 'multiple'
  if (hasOptions || field?.type === 'boolean') return 'select'
  return KINDS[field?.type ?? 'string'] ?? 'text'
}

const KINDS: Readonly<Record<string, FormInput['kind']>> = {
  text: 'textarea',
  email: 'email',
  phone: 'tel',
  url: 'url',
  integer: 'decimal',
  number: 'decimal',
}

function inputText(field: FieldDeclaration | undefined, value: unknown): string | readonly string[] {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(String)
  if (field?.type === 'dateTime' && typeof value === 'number') return new Date(value).toISOString()
  if (field?.type === 'money') return moneyText(value as Money)
  return String(value)
}

function moneyText({ amount, currency }: Money): string {
  return `${(amount / 10 ** minorDigits(currency)).toFixed(minorDigits(currency))} ${currency}`
}

function sameText(a: FormValues[string], b: FormValues[string]): boolean {
  return plainText(a) === plainText(b)
}

/** A form's value in one writing: a browser sends line ends of its own, and an empty entry for a list. */
export function plainText(value: FormValues[string]): string {
  return JSON.stringify([value].flat().filter(Boolean)).replaceAll('\\r\\n', '\\n')
}
