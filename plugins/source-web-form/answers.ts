import { CLOSED_TO_VISITORS, type FormDefinition } from '../../core/plugin-api/index.js'

/** What a visitor sent, by the names of the page. Anybody can send anything. */
export type Answers = Readonly<Record<string, unknown>>

/** The answers that the form's file asks for and a visitor may give. */
export function listedValues(form: FormDefinition, answers: Answers): Answers {
  const open = form.fields.filter(({ field }) => !CLOSED_TO_VISITORS.has(field) && isFilled(answers[field]))
  return Object.fromEntries(open.map(({ field }) => [field, answers[field]]))
}

export function isFilled(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.some(isFilled)
  return typeof answer === 'string' ? answer.trim() !== '' : answer !== undefined && answer !== null
}

/** Whether a checkbox is ticked. A page may send a hidden "no" beside it, so one "yes" of several is enough. */
export function isAgreed(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.some(isAgreed)
  return typeof answer === 'string' ? isFilled(answer) && !REFUSALS.has(answer.trim()) : answer === true || answer === 1
}

const REFUSALS: ReadonlySet<string> = new Set(['false', '0', 'no', 'off'])
