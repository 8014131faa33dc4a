import { type FieldProblem, type FormDefinition, type PluginContext, type Refusal, textIn } from '../../core/plugin-api/index.js'
import { type Answers, isAgreed, isFilled, listedValues } from './answers.js'

/** Where the consent is ticked. */
export const CONSENT = '_consent'

/** Refuses answers that are missing or that their fields cannot take, each by its name; nothing where all are well. */
export function checkAnswers(
  form: FormDefinition,
  { answers, crm }: { answers: Answers; crm: Pick<PluginContext['crm'], 'leadProblems'> },
): Refusal | undefined {
  const missing = missingNames(form, answers)
  const problems = crm.leadProblems(listedValues(form, answers))
  if (missing.length + problems.length === 0) return undefined
  return {
    refused: sentences(form, { missing, problems }).join(' '),
    fields: [...new Set([...missing, ...problems.map(({ field }) => field)])],
    ...(problems.length > 0 ? { problems } : {}),
  }
}

function missingNames(form: FormDefinition, answers: Answers): readonly string[] {
  const missing = form.fields.filter(({ field, required }) => required && !isFilled(answers[field])).map(({ field }) => field)
  return form.consent?.required && !isAgreed(answers[CONSENT]) ? [...missing, CONSENT] : missing
}

function sentences(
  form: FormDefinition,
  { missing, problems }: { missing: readonly string[]; problems: readonly FieldProblem[] },
): readonly string[] {
  const wrong = problems.map(({ field, message }) => `${labelOf(form, field)}: ${message.en}`)
  if (missing.length === 0) return wrong
  return [`Please fill in: ${missing.map((field) => labelOf(form, field)).join(', ')}.`, ...wrong]
}

function labelOf(form: FormDefinition, name: string): string {
  if (name === CONSENT) return 'your consent'
  const label = form.fields.find(({ field }) => field === name)?.label
  return label ? textIn(label, 'en') : name
}
