import { asError, CrmError, CrmErrors, ERROR_CODES, formatError } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { EXIT, type ExitCode } from '../cli-command.js'
import type { CliIo } from '../cli-io.js'
import { type Language, type Words, wordsIn } from '../words/index.js'

interface FailureRequest {
  readonly io: CliIo
  readonly words: Words
  readonly language: Language
  readonly json: boolean
}

/** Says what failed and the way out, each way once; with `--json` the errors are the result. Answers the exit code. */
export function printFailure(thrown: unknown, { io, words, language, json }: FailureRequest): ExitCode {
  const errors = errorsIn(thrown)
  io.stderr.write(`${describeErrors(errors, language).join('\n')}\n`)
  if (io.env['SARNAKH_DEBUG']) io.stderr.write(`${stackOf(thrown)}\n`)
  else if (errors.some(({ code }) => code === 'INTERNAL')) io.stderr.write(`${words.setDebug}\n`)
  if (json) io.stdout.write(errorsAsJson(errors))
  return errors.every(({ code }) => code === 'CLI_ARGUMENT_INVALID') ? EXIT.usage : EXIT.problems
}

/** Errors as lines for a person: where and what, then the way out once for each kind; last those that may go away with another. */
export function describeErrors(errors: readonly CrmError[], language: Language): readonly string[] {
  const certain = errors.filter((error) => causesOf(error).length === 0)
  const lines = certain.flatMap((error, place) => {
    const isLastOfKind = certain.findLastIndex(({ code }) => code === error.code) === place
    return [formatError(error), ...(isLastOfKind ? wayOut(error, language) : [])]
  })
  return [...lines, ...describeFollowing(errors, language)]
}

/** Messages are English, as they stand in a log; a reader of another language is told in it what kind of mistake that is. */
function wayOut({ code }: CrmError, language: Language): readonly string[] {
  const { title, hint } = ERROR_CODES[code]
  return language === 'en' ? [`  → ${hint.en}`] : [`  ${textIn(title, language)}`, `  → ${textIn(hint, language)}`]
}

const MOST_FOLLOWING = 10

function describeFollowing(errors: readonly CrmError[], language: Language): readonly string[] {
  const following = errors.filter((error) => causesOf(error).length > 0)
  if (following.length === 0) return []
  const { failure: words } = wordsIn(language)
  const causes = [...new Set(following.flatMap(causesOf))].join(', ')
  const left = following.length - MOST_FOLLOWING
  return [
    words.perhaps(causes),
    ...following.slice(0, MOST_FOLLOWING).map((error) => `  ${formatError(error)}`),
    ...(left > 0 ? [`  ${words.more(left)}`] : []),
  ]
}

/** Plugins that failed and may have brought this about. */
function causesOf({ details }: CrmError): readonly string[] {
  const causes = details['perhapsBecauseOf']
  return Array.isArray(causes) ? causes.map(String) : []
}

/** Errors as the result of a command that was asked for JSON: one line. */
export const errorsAsJson = (errors: readonly CrmError[]): string => `${JSON.stringify({ errors: errors.map(errorAsJson) })}\n`

/** An error as machines read it. */
function errorAsJson({ code, message, hint, details }: CrmError): Readonly<Record<string, unknown>> {
  const { file, line, column, field, perhapsBecauseOf } = details
  return { code, message, hint, file, line, column, field, perhapsBecauseOf }
}

export function errorsIn(thrown: unknown): readonly CrmError[] {
  if (thrown instanceof CrmErrors) return thrown.errors
  if (thrown instanceof CrmError) return [thrown]
  return [new CrmError('INTERNAL', asError(thrown).message, { cause: thrown })]
}

function stackOf(thrown: unknown): string {
  const { stack, cause } = asError(thrown)
  return cause === undefined ? (stack ?? '') : `${stack}\n${stackOf(cause)}`
}
