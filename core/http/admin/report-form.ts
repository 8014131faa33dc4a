import type { Fields } from '../../model/fields.js'
import { recordValidator } from '../../model/validate.js'
import { type FormInput, formInput, withCursor } from './lead-form.js'
import { problemText } from './problem-text.js'

/** What a report is asked with: the questions of its form, and whether they are answered well enough to run it. */
export interface ReportForm {
  readonly inputs: readonly FormInput[]
  /** The parameters as the address gives them; those that the report does not declare are left out. */
  readonly given: Readonly<Record<string, string>>
  readonly isComplete: boolean
}

/** Makes a form of a report's parameters; one left empty takes its default, which stands in its place. */
export function reportForm(
  declared: Fields,
  { query, language }: { readonly query: Readonly<Record<string, string>>; readonly language: string },
): ReportForm {
  const given = Object.fromEntries(Object.entries(query).filter(([name, value]) => Object.hasOwn(declared, name) && value !== ''))
  const { problems } = recordValidator(declared)(given)
  const inputs = Object.entries(declared).map(([name, field]) => {
    const problem = problems.find((each) => each.field === name)?.message
    const fallback = field.default === undefined ? '' : String(field.default)
    const values = { [name]: given[name] ?? fallback }
    return formInput(name, field, { values, language, problem: problem && problemText(problem, language) })
  })
  return { inputs: withCursor(inputs), given, isComplete: problems.length === 0 }
}
