import { isRefusal } from '../plugin-api/index.js'
import { checkLeadInput } from './check-lead-input.js'
import { copyPlain, deepFreeze } from './plain-data.js'

/** Takes what a handler answered and gives what the bus goes on with; throws where the answer makes no sense. */
export type AnswerReader = (answer: unknown, subject: unknown) => unknown

/** For filters: the replacement as a copy of our own, or the subject where the handler left it alone. */
export const replacement: AnswerReader = (answer, subject) => {
  if (answer === undefined || answer === subject) return subject
  if (answer === null || typeof answer !== typeof subject || Array.isArray(answer) !== Array.isArray(subject)) {
    throw new TypeError(`a filter answers a replacement of the same kind or nothing, not ${describe(answer)}`)
  }
  return deepFreeze(copyPlain(answer))
}

/** For `lead:normalise`: the replacement must still be a lead. */
export const leadReplacement: AnswerReader = (answer, subject) => {
  const replaced = replacement(answer, subject)
  if (replaced !== subject) checkLeadInput(replaced)
  return replaced
}

/** For guards. Anything but a refusal is refused itself: a `false` that was meant as a "no" must not let a lead through. */
export const refusalOrNothing: AnswerReader = (answer) => {
  if (answer === undefined || isRefusal(answer)) return answer
  throw new TypeError(`a guard answers { refused: reason } or nothing, not ${describe(answer)}`)
}

/** For events: whatever they answer changes nothing. */
export const nothing: AnswerReader = () => undefined

function describe(answer: unknown): string {
  if (answer === null) return 'null'
  return Array.isArray(answer) ? 'a list' : `a value of type ${typeof answer}`
}
