import type { Lead } from '../../core/plugin-api/index.js'

/** What the model looks at: a field of the lead, as a number or as one of several choices. */
export interface Feature {
  readonly field: string
  readonly kind: 'number' | 'category'
}

/** How a feature becomes numbers, learned from the examples; kept with the weights. */
export type Encoding =
  | { readonly field: string; readonly kind: 'number'; readonly mean: number; readonly deviation: number }
  | { readonly field: string; readonly kind: 'category'; readonly levels: readonly string[] }

/** A number of a row that is not zero. */
export interface Cell {
  readonly column: number
  readonly value: number
}

/** A category that is seldom counts as one of these. */
export const OTHER = '(other)'
export const MISSING = '(missing)'

/** How many columns an encoding takes: a number and a mark that it is missing, or one for each choice. */
export const widthOf = (encoding: Encoding): number => (encoding.kind === 'number' ? 2 : encoding.levels.length)

/** The value of a feature as numbers; a missing number counts as the mean, with its own mark. */
export function encode(encoding: Encoding, lead: Pick<Lead, string>, start: number): Cell {
  const value = lead[encoding.field]
  if (encoding.kind === 'number') {
    const number = numberOf(value)
    return number === undefined
      ? { column: start + 1, value: 1 }
      : { column: start, value: (held(number, encoding) - encoding.mean) / encoding.deviation }
  }
  const level = levelOf(value)
  const place = encoding.levels.indexOf(level)
  return { column: start + (place >= 0 ? place : encoding.levels.indexOf(OTHER)), value: 1 }
}

/** A value far out pulls no further than four deviations. */
const MOST_DEVIATIONS = 4

function held(value: number, { mean, deviation }: { mean: number; deviation: number }): number {
  const reach = MOST_DEVIATIONS * deviation
  return Math.max(mean - reach, Math.min(mean + reach, value))
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Texts are compared without case and outer spaces, so that `Google` and `google` are one. */
function levelOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return MISSING
  if (Array.isArray(value)) return value.length === 0 ? MISSING : value.map(String).toSorted().join('+').toLowerCase()
  return String(value).trim().toLowerCase() || MISSING
}

/** Learns how each feature becomes numbers. Choices with fewer than `least` examples count together. */
export function learnEncodings(
  features: readonly Feature[],
  leads: readonly Pick<Lead, string>[],
  { least }: { least: number },
): readonly Encoding[] {
  return features.map((feature) =>
    feature.kind === 'number' ? numberEncoding(feature.field, leads) : categoryEncoding(feature.field, leads, least),
  )
}

function numberEncoding(field: string, leads: readonly Pick<Lead, string>[]): Encoding {
  const values = leads.flatMap((lead) => numberOf(lead[field]) ?? [])
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)
  return { field, kind: 'number', mean, deviation: Math.sqrt(variance) || 1 }
}

const MOST_LEVELS = 60

function categoryEncoding(field: string, leads: readonly Pick<Lead, string>[], least: number): Encoding {
  const counts = new Map<string, number>()
  for (const lead of leads) {
    const level = levelOf(lead[field])
    counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const kept = [...counts]
    .filter(([level, count]) => count >= least && level !== OTHER)
    .toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .slice(0, MOST_LEVELS)
    .map(([level]) => level)
  return { field, kind: 'category', levels: [...kept, OTHER] }
}
