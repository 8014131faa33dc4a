import { formatNumber } from '../model/text/format-number.js'
import { type PlacedCases, type Proposals, printCases } from '../rule-engine/index.js'
import type { CommandCall } from './cli-command.js'

interface Told extends Proposals {
  readonly placed: readonly PlacedCases[]
  readonly isWritten: boolean
}

/** Proposed cases as they would stand in a file, or where they were written; then what none was found for. */
export function describeProposals(
  { proposed, open, placed, isWritten }: Told,
  { words, language }: Pick<CommandCall, 'words' | 'language'>,
): readonly string[] {
  const shown = (count: number) => formatNumber(count, language)
  if (proposed.length === 0 && open.length === 0) return [words.ruleCases.noProposals]
  const cases = isWritten
    ? placed.map(({ file, count }) => words.ruleCases.wrote(file, shown(count)))
    : [words.ruleCases.proposed(shown(proposed.length)), printCases(proposed)]
  if (open.length === 0) return cases
  return [...cases, words.ruleCases.notProposed(shown(open.length)), ...open.map((sentence) => `  ${sentence}`)]
}
