import { asError, CrmError, CrmErrors, ERROR_CODES, formatError, messageIn } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { fixIn, isWarning } from '../../rule-engine/index.js'
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
  const groups = foldRepeated(errors.filter((error) => causesOf(error).length === 0))
  const lines = groups.flatMap(([error, ...again], place) => {
    if (!error) return []
    const isLastOfKind = groups.findLastIndex(([other]) => other?.code === error.code) === place
    const fix = fixIn(error)
    const mending = fix ? [`  ✎ ${textIn(fix.title, language)}`] : []
    const places = again.length > 0 ? [describePlaces(again, language)] : []
    return [formatError(error, language), ...mending, ...places, ...(isLastOfKind ? wayOut(error, language) : [])]
  })
  return [...lines, ...describeFollowing(errors, language)]
}

/** As many of one message are told each for itself. */
const MOST_ALIKE = 3

/** What is said word for word in very many places, such as a field that is gone, is one thing; the rest stands alone. */
function foldRepeated(errors: readonly CrmError[]): readonly (readonly CrmError[])[] {
  const alike = new Map<string, CrmError[]>()
  for (const error of errors) alike.set(nameOf(error), [...(alike.get(nameOf(error)) ?? []), error])
  return errors.flatMap((error) => {
    const all = alike.get(nameOf(error)) ?? []
    if (all.length <= MOST_ALIKE) return [[error]]
    return all[0] === error ? [all] : []
  })
}

const nameOf = ({ code, message }: CrmError): string => `${code} ${message}`

/** Where else the same is wrong, on one line. */
function describePlaces(errors: readonly CrmError[], language: Language): string {
  const places = errors.map(({ details: { file, line } }) => [file, line].filter((part) => part !== undefined).join(':'))
  return `  ${wordsIn(language).failure.again(errors.length)} ${places.join(' ')}`
}

/** Where a message is English alone, a reader of another language is told in theirs what kind of mistake that is. */
function wayOut(error: CrmError, language: Language): readonly string[] {
  const { title, hint } = ERROR_CODES[error.code]
  return messageIn(error, language) !== undefined
    ? [`  → ${textIn(hint, language)}`]
    : [`  ${textIn(title, language)}`, `  → ${textIn(hint, language)}`]
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
    ...following.slice(0, MOST_FOLLOWING).map((error) => `  ${formatError(error, language)}`),
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
export function errorAsJson(error: CrmError): Readonly<Record<string, unknown>> {
  const { code, message, said, hint, details } = error
  const { file, line, column, field, perhapsBecauseOf } = details
  const severity = isWarning(error) ? 'warning' : undefined
  return { code, severity, message, messages: said, hint, file, line, column, field, perhapsBecauseOf, fix: fixIn(error) }
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
