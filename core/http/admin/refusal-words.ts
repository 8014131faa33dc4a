import type { Fields } from '../../model/fields.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { Words } from '../renderer-messages.js'
import type { LeadLabels } from './lead-labels.js'
import { problemText } from './problem-text.js'

/** How statuses and fields are called here. */
export interface Naming {
  readonly labels: LeadLabels
  readonly fields: Fields
  readonly language: string
}

interface Telling {
  readonly words: Words
  readonly naming: Naming
  /** The status that was wanted, where it was a move. */
  readonly to?: string
}

type ToldRefusal = Pick<Refusal, 'code' | 'details' | 'fields' | 'words'> & Partial<Pick<Refusal, 'refused'>>

/** Why something is refused, in the reader's language; in the words of whoever refused it where there is no code. */
export function refusalWords(refusal: ToldRefusal, { words, naming, to = '' }: Telling): string {
  const { code, details = [], fields = [], refused } = refusal
  const { labels, language } = naming
  if (refusal.words) return problemText(refusal.words, language)
  if (code === undefined || code === 'refused-by-guard') return problemText(refused ?? details.join(' '), language)
  if (code === 'not-allowed' && details.length === 0) return words('lead.refusal.final')
  const fieldName = (name: string) => textIn(naming.fields[name]?.label ?? name, language)
  const name = code === 'fields-missing' ? fieldName : MOVES.includes(code) ? (id: string) => labels.status(id).text : String
  const list = details.map(name).join(words('shell.listComma'))
  const field = fields.map(fieldName).join(words('shell.listComma'))
  return words(`lead.refusal.${code}`, { list, field, to: labels.status(to).text })
}

/** Refusals whose details are statuses. */
const MOVES: readonly string[] = ['status-unknown', 'not-allowed']
