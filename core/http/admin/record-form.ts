import { type FieldDeclaration, type Fields, optionsOf } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import { minorDigits } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { FormValues } from '../body/index.js'
import { type Clock, localDay, localText, readLocal } from '../local-instant.js'
import type { FormOption, ReferenceChoices } from './reference-choices.js'

/** One question of a form that edits a record. */
export interface FormInput {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'textarea' | 'select' | 'yes-no' | 'multiple' | 'lookup' | 'email' | 'tel' | 'url' | 'decimal'
  readonly values: readonly string[]
  readonly options: readonly FormOption[]
  readonly required: boolean
  /** What no choice means here, where it is more than that nobody said. */
  readonly empty?: string
  /** What is wrong with the value, when it came back. */
  readonly problem?: string
  /** Whether the cursor belongs here: the first thing that is wrong. */
  readonly isFirstWrong?: boolean
}

/** Fields of a lead that have a form of their own on its page, or cannot be typed. */
const LEAD_APART: readonly string[] = ['status', 'statusReason', 'ownerId', 'queue', 'campaignId', 'segments']

/** Puts the cursor into the first input that is wrong. */
export function withCursor(
  inputs: readonly FormInput[],
  first = inputs.find(({ problem }) => problem !== undefined),
): readonly FormInput[] {
  return inputs.map((input) => (input === first ? { ...input, isFirstWrong: true } : input))
}

/** The record's values as a form shows them: days and times by the reader's calendar and clock. */
export function formValuesOf(
  fields: Fields,
  record: Readonly<Record<string, unknown>>,
  { apart = LEAD_APART, clock = UTC }: { readonly apart?: readonly string[]; readonly clock?: Clock } = {},
): FormValues {
  return Object.fromEntries(editableFields(fields, apart).map((name) => [name, inputText(fields[name], record[name], clock)]))
}

const UTC: Clock = { calendar: 'gregorian', timeZone: 'UTC' }

/** What somebody changed: the posted values that differ from what the form showed; `null` clears. */
export function changedValues(
  fields: Fields,
  { before, posted, apart = LEAD_APART, clock = UTC }: Posted,
): Readonly<Record<string, unknown>> {
  const changed = editableFields(fields, apart).flatMap((name): [string, unknown][] => {
    const now = posted[name]
    if (now === undefined || sameText(now, before[name] ?? '')) return []
    const given = fields[name]?.type === 'multiSelect' ? [now].flat().filter(Boolean) : now
    return [[name, given.length === 0 ? null : typedValue(fields[name], given, clock)]]
  })
  return Object.fromEntries(changed)
}

interface Posted {
  readonly before: FormValues
  readonly posted: FormValues
  readonly apart?: readonly string[]
  readonly clock?: Clock
}

/** A time is of the reader's clock; what is none stays as it was typed, and is refused as that. */
export function typedValue(field: FieldDeclaration | undefined, given: FormValues[string], clock: Clock): unknown {
  return field?.type === 'dateTime' && typeof given === 'string' ? (readLocal(given, clock) ?? given) : given
}

/** The fields that a form asks for; those that have a form of their own stand apart. */
export function editableFields(fields: Fields, apart: readonly string[] = LEAD_APART): readonly string[] {
  return Object.entries(fields).flatMap(([name, { system, secret, type }]) =>
    system || secret || type === 'json' || apart.includes(name) ? [] : [name],
  )
}

interface Filled {
  readonly values: FormValues
  readonly language: string
  readonly problem: string | undefined
  readonly choices?: ReferenceChoices | undefined
}

/** One field as a question, with the value it has and what is wrong with that. */
export function formInput(
  name: string,
  field: FieldDeclaration | undefined,
  { values, language, problem, choices }: Filled,
): FormInput {
  const choice = choices?.get(name)
  const said = optionsOf(field ?? { type: 'string' }).map(({ value, label }) => ({ id: value, text: textIn(label, language) }))
  const options = choice?.options ?? said
  const given = [values[name] ?? []].flat()
  return {
    name,
    label: textIn(field?.label ?? name, language),
    kind: choice?.isCut ? 'lookup' : kindOf(field, options.length > 0),
    values: choice?.isCut ? given.map((id) => options.find((each) => each.id === id)?.text ?? id) : given,
    options: field?.type === 'boolean' ? [] : options,
    required: field?.required ?? false,
    ...(problem ? { problem } : {}),
  }
}

function kindOf(field: FieldDeclaration | undefined, hasOptions: boolean): FormInput['kind'] {
  if (field?.type === 'multiSelect' && hasOptions) return 'multiple'
  if (field?.type === 'boolean') return 'yes-no'
  if (hasOptions || field?.type === 'reference') return 'select'
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

function inputText(field: FieldDeclaration | undefined, value: unknown, clock: Clock): string | readonly string[] {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(String)
  if (field?.type === 'dateTime' && typeof value === 'number') return localText(value, clock)
  if (field?.type === 'date') return localDay(String(value), clock)
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
