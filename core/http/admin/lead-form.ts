import type { Fields } from '../../model/fields.js'
import type { FormValues } from '../body/index.js'
import { editableFields, type FormInput, formInput, withCursor } from './record-form.js'
import type { ReferenceChoices } from './reference-choices.js'

export interface FormGroup {
  readonly id: 'person' | 'place' | 'origin' | 'more'
  readonly inputs: readonly FormInput[]
}

const GROUPS = [
  { id: 'person', fields: ['name', 'jobTitle', 'company', 'phone', 'email', 'website', 'doNotCall', 'doNotEmail'] },
  { id: 'place', fields: ['country', 'province', 'city', 'address', 'language'] },
  { id: 'origin', fields: ['source', 'externalId', 'message'] },
] as const

/** What a form is filled with. */
interface FormRequest {
  readonly values: FormValues
  readonly language: string
  readonly problems?: Readonly<Record<string, string>>
  readonly choices?: ReferenceChoices | undefined
}

/** The questions about a lead, in groups; what a deployment added stands together at the end. */
export function leadForm(fields: Fields, { values, language, problems = {}, choices }: FormRequest): readonly FormGroup[] {
  const names = editableFields(fields)
  const input = (name: string) => formInput(name, fields[name], { values, language, problem: problems[name], choices })
  const known = GROUPS.map(({ id, fields: listed }) => ({ id, inputs: listed.filter((name) => names.includes(name)).map(input) }))
  const listed: readonly string[] = GROUPS.flatMap((group) => group.fields)
  const more = names.filter((name) => !listed.includes(name)).map(input)
  const groups = [...known, { id: 'more' as const, inputs: more }].filter(({ inputs }) => inputs.length > 0)
  const first = groups.flatMap(({ inputs }) => inputs).find(({ problem }) => problem)
  return groups.map((group) => ({ ...group, inputs: withCursor(group.inputs, first) }))
}
