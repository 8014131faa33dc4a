import type { FieldDeclaration, Fields, FieldType } from '../../model/fields.js'
import { optionsOf } from '../../model/fields.js'
import type { FormDefinition } from '../../model/form.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Refusal } from '../../plugin-api/index.js'

/** One question as its template draws it. */
export interface FormQuestion {
  readonly name: string
  readonly label: string
  readonly control: 'input' | 'textarea' | 'select' | 'checkboxes' | 'checkbox'
  readonly type: string
  readonly required: boolean
  readonly placeholder: string
  readonly autocomplete: string
  readonly maxLength: number
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly values: readonly string[]
  /** Whether the answer was refused, and what is wrong with it; a refused one without words is missing. */
  readonly refused: boolean
  readonly problem?: string
}

/** What the questions are drawn with beside the form. */
export interface QuestionRequest {
  readonly fields: Fields
  readonly language: string
  readonly answers?: Readonly<Record<string, unknown>>
  readonly refusal?: Refusal
}

/** The questions of a form in the visitor's language, with what was already answered and what is wrong with it. */
export function formQuestions(
  form: FormDefinition,
  { fields, language, answers = {}, refusal }: QuestionRequest,
): readonly FormQuestion[] {
  return form.fields.flatMap(({ field, label, placeholder, required }) => {
    const declaration = fields[field]
    if (!declaration || declaration.system) return []
    const answer = answers[field]
    const problem = refusal?.problems?.find((one) => one.field === field)
    return [
      {
        name: field,
        label: textIn(label ?? declaration.label ?? field, language),
        control: controlOf(declaration),
        type: INPUT_TYPES[declaration.type] ?? 'text',
        required: required ?? false,
        placeholder: placeholder ? textIn(placeholder, language) : '',
        autocomplete: AUTOCOMPLETE[field] ?? 'off',
        maxLength: declaration.maxLength ?? LONGEST[declaration.type] ?? 1_000,
        options: optionsOf(declaration).map((option) => ({ value: option.value, label: textIn(option.label, language) })),
        values: (Array.isArray(answer) ? answer : answer === undefined ? [] : [answer]).map(String),
        refused: refusal?.fields?.includes(field) ?? false,
        ...(problem ? { problem: textIn(problem.message, language) } : {}),
      },
    ]
  })
}

function controlOf(field: FieldDeclaration): FormQuestion['control'] {
  if (field.type === 'multiSelect') return 'checkboxes'
  if (field.oneOf) return 'select'
  if (field.type === 'boolean') return 'checkbox'
  return field.type === 'text' ? 'textarea' : 'input'
}

const INPUT_TYPES: Readonly<Partial<Record<FieldType, string>>> = { email: 'email', phone: 'tel', url: 'url', date: 'date' }

const LONGEST: Readonly<Partial<Record<FieldType, number>>> = { email: 254, phone: 40, url: 2_000, text: 10_000 }

const AUTOCOMPLETE: Readonly<Record<string, string>> = {
  name: 'name',
  firstName: 'given-name',
  lastName: 'family-name',
  email: 'email',
  phone: 'tel',
  mobile: 'tel',
  company: 'organization',
  companyName: 'organization',
  jobTitle: 'organization-title',
  city: 'address-level2',
  province: 'address-level1',
  website: 'url',
}
