import type { Crm } from '../crm/crm.js'
import { formatInstant } from '../model/calendar/format-instant.js'
import { formatNumber } from '../model/text/format-number.js'
import type { CasesSummary, FileChange, ShownPublication } from '../operations/index.js'
import type { CommandCall } from './cli-command.js'
import { plainText } from './output/plain-text.js'

interface Telling {
  readonly crm: Crm
  readonly call: Pick<CommandCall, 'words' | 'language'>
}

/** One publication on one line: number, digest, when, by whom, why. */
export function publicationLine(publication: ShownPublication, { crm, call: { words, language } }: Telling): string {
  const { number, digest, at, authorName, note, returnsTo } = publication
  const { calendar, timeZone } = crm.settings
  const when = formatInstant(at, { language, calendar, timeZone })
  const back = returnsTo === undefined ? '' : ` ${words.publishing.returnsTo(returnsTo)}`
  return `${number}  ${digest}  ${when}  ${plainText(authorName)}${back}${note === undefined ? '' : `  – ${plainText(note)}`}`
}

/** Which files and which rules in them differ; with `lines` the texts themselves. */
export function changeLines(
  changes: readonly FileChange[],
  { words }: Pick<CommandCall, 'words'>,
  { lines = false }: { readonly lines?: boolean } = {},
): readonly string[] {
  if (changes.length === 0) return [words.publishing.noChanges]
  return changes.flatMap(({ path, change, parts, lines: diff }) => [
    `${words.publishing.changes[change]} ${path}`,
    ...parts.map((part) => `    ${words.publishing.changes[part.change]} ${plainText(part.id)}`),
    ...(lines ? diff.map((line) => `  ${plainText(line)}`) : []),
  ])
}

/** How the cases ended, each that failed with its place. */
export function caseLines(
  { count, failed }: CasesSummary,
  { words, language }: Pick<CommandCall, 'words' | 'language'>,
): readonly string[] {
  const shown = (value: number) => formatNumber(value, language)
  return [
    words.publishing.cases(shown(count - failed.length), shown(count)),
    ...failed.map(({ file, line, name }) => `    ${file}:${line}: ${plainText(name)}`),
  ]
}
