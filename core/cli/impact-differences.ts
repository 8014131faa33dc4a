import { textIn } from '../model/text/localized-text.js'
import type { Impact } from '../operations/index.js'
import type { Language, Words } from './words/index.js'

type Difference = Impact['differences'][number]
type Outcome = NonNullable<Difference['witness']>['before']

interface Telling {
  readonly words: Words['impact']
  readonly comma: string
  readonly language: Language
}

const MOST = 20

/** Tells what each edit of a rule means, by a record about which both rule sets decide differently. */
export function differenceLines({ differences }: Pick<Impact, 'differences'>, telling: Telling): readonly string[] {
  const { words } = telling
  const lines = differences
    .slice(0, MOST)
    .map((difference) => `${nameOf(difference, telling)}: ${meaningOf(difference, telling)}`)
  return differences.length > MOST ? [...lines, words.moreDifferences(differences.length - MOST)] : lines
}

function nameOf({ kind, file, rule, title, change }: Difference, { words, language }: Telling): string {
  const id = rule === undefined ? `${kind} ${file}` : `${file}/${rule}`
  return `${title ? `${textIn(title, language)} (${id})` : id}, ${words.changes[change]}`
}

function meaningOf({ witness, exact }: Difference, { words, comma }: Telling): string {
  if (!witness) return exact ? words.noDifference : words.noDifferenceFound
  const point = Object.entries(witness.point).map(
    ([key, value]) => `${key.replace(/^lead\$\./, '')} = ${valueText(value, words)}`,
  )
  const outcome = (side: Outcome) => (side === undefined ? words.noRule : `${side.rule} ${JSON.stringify(side.then)}`)
  return words.witness({ point: point.join(comma), before: outcome(witness.before), after: outcome(witness.after) })
}

const valueText = (value: unknown, words: Words['impact']): string =>
  value === undefined ? words.missing : JSON.stringify(value)
