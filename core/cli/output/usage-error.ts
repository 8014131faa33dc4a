import type { Words } from '../words/index.js'

/** What commander says of a command that was typed wrongly; its parts, in the order in which they stand there. */
const PATTERNS = {
  missingArgument: /^error: missing required argument '(.+)'$/,
  missingOption: /^error: required option '(.+)' not specified$/,
  missingValue: /^error: option '(.+)' argument missing$/,
  unknownOption: /^error: unknown option '(.+)'$/,
  unknownCommand: /^error: unknown command '(.+)'$/,
  tooMany: /^error: too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+)\.$/,
  notAllowed: /^error: option '(.+)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/,
  suggestion: /^\(Did you mean (?:one of )?(.+)\?\)$/,
} as const

/** Puts commander's English into the reader's language, line by line; a sentence it has not said before stays as it is. */
export function usageError(message: string, words: Words['usage']): string {
  return message
    .split('\n')
    .map((line) => inWords(line, words) ?? line)
    .join('\n')
}

function inWords(line: string, words: Words['usage']): string | undefined {
  for (const kind of Object.keys(PATTERNS) as (keyof typeof PATTERNS)[]) {
    const parts = PATTERNS[kind].exec(line)?.slice(1)
    if (parts) return words[kind](parts)
  }
  return undefined
}
