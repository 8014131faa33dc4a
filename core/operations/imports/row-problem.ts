import { CrmError } from '../../errors.js'
import type { FieldDeclaration, Fields } from '../../model/fields.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { type LocalizedText, textIn } from '../../model/text/localized-text.js'
import type { FieldProblem, FileRow, Refusal } from '../../plugin-api/index.js'
import { columnsOf } from './open-rows.js'

/** What was wrong with a row, for readers of both languages. */
export interface RowProblem {
  readonly row: FileRow
  readonly problem: LocalizedText
  /** Whether the row came in without its bad cells. */
  readonly isPartial: boolean
}

/** Several problems as one text per language. */
export function joinProblems(problems: readonly LocalizedText[]): LocalizedText {
  return { en: problems.map(({ en }) => en).join(' '), fa: problems.map(({ en, fa = en }) => fa).join(' ') }
}

/** A problem of a field with the name by which people know the field. */
function fieldProblem({ field, message }: FieldProblem, fields: Fields): LocalizedText {
  const { en, fa } = message
  return { en: `${nameOf(field, fields[field], 'en')}: ${en}`, fa: `${nameOf(field, fields[field], 'fa')}: ${fa ?? en}` }
}

/** A problem of a field with the columns of the file that it was read from and what stands there, where the message does not say it. */
export function cellProblem(
  problem: FieldProblem,
  { fields, mapping, cells }: { fields: Fields; mapping: MappingDefinition; cells: FileRow['cells'] },
): LocalizedText {
  const { field, message } = problem
  const names = columnsOf(mapping.fields[field] ?? {}).filter((name) => (cells[name] ?? '').trim() !== '')
  if (names.length === 0) return fieldProblem(problem, fields)
  const value = names.map((name) => (cells[name] ?? '').trim().slice(0, 60)).join(' ')
  const { en, fa = en } = message
  const at = (language: string) => nameOf(field, fields[field], language)
  return {
    en: `${at('en')} (column "${names.join('", "')}"): ${en}${en.includes(value) ? '' : ` It says "${value}".`}`,
    fa: `${at('fa')} (ستون «${names.join('»، «')}»): ${fa}${fa.includes(value) ? '' : ` نوشته است: «${value}».`}`,
  }
}

const nameOf = (field: string, declaration: FieldDeclaration | undefined, language: string): string =>
  declaration?.label === undefined ? field : textIn(declaration.label, language)

/** A refusal in both languages; one that only knows English says that. */
export const refusalProblem = ({ refused, words }: Refusal): LocalizedText => words ?? { en: refused, fa: refused }

/** What an operation throws about one row; what is no fault of the row goes on to whoever can repair it. */
export function thrownProblem(thrown: unknown, fields: Fields): LocalizedText {
  if (!(thrown instanceof CrmError) || !OF_THE_ROW.test(thrown.code)) throw thrown
  const problems = thrown.details['problems'] as readonly FieldProblem[] | undefined
  if (problems && problems.length > 0) return joinProblems(problems.map((problem) => fieldProblem(problem, fields)))
  const { en, fa } = thrown.said ?? { en: thrown.message, fa: thrown.message }
  return { en, fa }
}

const OF_THE_ROW = /^(?:RECORD_(?:INVALID|NOT_UNIQUE|UNKNOWN)|USER_(?:INVALID|EXISTS|UNKNOWN)|LEAD_(?:INVALID|UNKNOWN|REFUSED))$/
