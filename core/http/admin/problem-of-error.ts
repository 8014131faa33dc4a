import type { CrmError } from '../../errors.js'
import type { Text } from '../../model/text/localized-text.js'
import { errorText } from '../error-answer.js'
import { problemText } from './problem-text.js'

/** What is wrong with an input, as it stands under it: which input it is need not be named again, and no code. */
export function problemOfError(error: CrmError, language: string): string {
  const { problem } = error.details
  return problem === undefined ? errorText(error, language) : problemText(problem as Text, language)
}
