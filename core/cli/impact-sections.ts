import { bandText, type Compared, type Impact, type Shift } from '../operations/index.js'
import type { LeadReader } from './lead-reader.js'
import type { BarPair } from './output/text-bars.js'
import type { Language, Words } from './words/index.js'

/** How an impact is put into words, whatever form they take. */
export interface ImpactReading {
  readonly words: Words['impact']
  readonly comma: string
  readonly reader: LeadReader
  readonly language: Language
}

/** One thing that would change, in a reader's words. */
export interface ImpactSection {
  readonly title: string
  readonly pairs: readonly BarPair[]
  readonly shifts: readonly (Shift & { readonly said: string })[]
}

interface Sections {
  readonly changed: readonly ImpactSection[]
  /** Titles of what would stay as it is. */
  readonly unchanged: readonly string[]
}

const MOST_SHIFTS = 12

/** Sorts the parts of an impact into those that would change, with their words, and those that would not. */
export function impactSections(impact: Impact, { words, reader, language }: ImpactReading): Sections {
  const ruleOr = (id: string) => (id === '' ? words.noRule : id)
  const or = (name: (id: string) => string) => (id: string) => (id === '' ? words.none : name(id))
  const owner = (id: string) => impact.userNames[id] ?? id
  const parts: readonly (readonly [string, Compared, (id: string) => string])[] = [
    [words.grades, impact.grades, or(reader.grade)],
    [words.statuses, impact.statuses, or(reader.status)],
    [words.bands, impact.bands, or((band) => bandText(band, language))],
    [words.queues, impact.queues, or(reader.queue)],
    [words.owners, impact.owners, or(owner)],
    ...(impact.routes ? [[words.routes, impact.routes, ruleOr] as const] : []),
  ]
  return {
    changed: parts
      .filter(([, { shifts }]) => shifts.length > 0)
      .map(([title, compared, name]) => ({
        title,
        pairs: compared.values.map(({ value, before, after }) => pair(name(value), { before, after }, reader)),
        shifts: compared.shifts
          .slice(0, MOST_SHIFTS)
          .map((shift) => ({ ...shift, said: `${name(shift.from)} → ${name(shift.to)}` })),
      })),
    unchanged: parts.filter(([, { shifts }]) => shifts.length === 0).map(([title]) => title),
  }
}

/** Two numbers with their words. */
export function pair(label: string, { before, after }: { before: number; after: number }, reader: LeadReader): BarPair {
  const difference = after - before
  const change = difference === 0 ? '' : `${difference > 0 ? '+' : '−'}${reader.number(Math.abs(difference))}`
  return { label, before, after, texts: { before: reader.number(before), after: reader.number(after), change } }
}
