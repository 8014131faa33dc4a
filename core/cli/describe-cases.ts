import type { CaseFailure, CaseResult } from '../rule-engine/index.js'
import type { CommandCall } from './cli-command.js'

/** A case that failed as lines: where it stands, what came out otherwise, and why. */
export function describeCase(
  { file, line, name, failures, problems }: CaseResult,
  { words, language }: Pick<CommandCall, 'words' | 'language'>,
): readonly string[] {
  const differences = failures.flatMap((failure) => [
    `    ${words.ruleCases.differs(inWords(failure))}`,
    ...failure.why[language].map((sentence) => `      ${sentence}`),
  ])
  return [`${file}:${line}: ${name}`, ...differences, ...problems.map((problem) => `    ${problem}`)]
}

function inWords({ what, at, expected, actual }: CaseFailure) {
  return { what, at: at ?? '', expected: JSON.stringify(expected), actual: JSON.stringify(actual) ?? '–' }
}
