import { recordValidator } from '../../model/validate.js'
import { reportParams } from '../../operations/index.js'
import type { ReportType } from '../../plugin-api/index.js'
import type { Choice, FilterChoices } from './filter-choices.js'
import { problemText } from './problem-text.js'
import { type FormInput, formInput, withCursor } from './record-form.js'

/** What a report is asked with: the questions of its form, and whether they are answered well enough to run it. */
export interface ReportForm {
  readonly inputs: readonly FormInput[]
  /** The parameters as the address gives them; those that the report does not declare are left out. */
  readonly given: Readonly<Record<string, string>>
  readonly isComplete: boolean
}

interface Asking {
  readonly query: Readonly<Record<string, string>>
  readonly language: string
  /** What the usual filters can be set to. */
  readonly choices: FilterChoices
}

/** Makes a form of a report's parameters; one left empty takes its default, which stands in its place. */
export function reportForm(report: ReportType, { query, language, choices }: Asking): ReportForm {
  const declared = reportParams(report)
  const given = Object.fromEntries(Object.entries(query).filter(([name, value]) => Object.hasOwn(declared, name) && value !== ''))
  // Conditions are JSON in the address and are read, and judged, when the report runs.
  const { where: _, ...plain } = given
  const { problems } = recordValidator(declared)(plain)
  const inputs = Object.entries(declared).map(([name, field]) => {
    const problem = problems.find((each) => each.field === name)?.message
    const fallback = field.default === undefined ? '' : String(field.default)
    const values = { [name]: given[name] ?? fallback }
    const input = formInput(name, field, { values, language, problem: problem && problemText(problem, language) })
    return asSelect(input, choices)
  })
  return { inputs: withCursor(inputs), given, isComplete: problems.length === 0 }
}

/** Shows under an input what the report said about it when it was run. */
export function withProblem(form: ReportForm, { field, message }: { field: string; message: string }): ReportForm {
  return {
    ...form,
    inputs: withCursor(form.inputs.map((input) => (input.name === field ? { ...input, problem: message } : input))),
  }
}

/** Whoever names one of these chooses it from a list. */
function asSelect(input: FormInput, choices: FilterChoices): FormInput {
  const name = input.name === 'ownerId' ? 'owner' : input.name
  const listed: readonly Choice[] = Object.hasOwn(choices, name) ? choices[name as keyof FilterChoices] : []
  if (input.kind !== 'text' || listed.length === 0) return input
  const strange = input.values.filter((id) => id !== '' && !listed.some((each) => each.id === id))
  return { ...input, kind: 'select', options: [...listed, ...strange.map((id) => ({ id, text: id }))] }
}
