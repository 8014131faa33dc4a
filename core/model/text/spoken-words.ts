/** What a text is looked through for. */
export interface SpokenWords {
  /** Whether a value of any shape holds one of the words, whole. */
  isIn(value: unknown): boolean
  /** The same value with every word replaced; `null` where a text was nothing but that word. */
  without(value: unknown, mark: string): unknown
}

/** Finds whole words, addresses and numbers: `sara@a.example` is not in `niu-sara@a.example`, nor `91234` in `912345`. */
export function spokenWords(words: readonly string[]): SpokenWords {
  const wanted = words.filter((word) => word.trim().length >= SHORTEST).toSorted((one, other) => other.length - one.length)
  if (wanted.length === 0) return { isIn: () => false, without: (value) => value }
  const source = `(?<![\\p{L}\\p{N}._%+-])(?:${wanted.map(escaped).join('|')})(?!\\.?[\\p{L}\\p{N}_-])`
  const one = new RegExp(source, 'iu')
  const every = new RegExp(source, 'giu')
  const isIn = (value: unknown): boolean => {
    if (typeof value === 'string') return one.test(value)
    return typeof value === 'object' && value !== null && Object.entries(value).some((entry) => entry.some(isIn))
  }
  const without = (value: unknown, mark: string): unknown => {
    if (typeof value === 'string') {
      const replaced = value.replace(every, mark)
      return replaced === mark ? null : replaced
    }
    if (Array.isArray(value)) return value.map((each) => without(each, mark) ?? mark)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key.replace(every, mark),
        each === null ? null : (without(each, mark) ?? mark),
      ]),
    )
  }
  return { isIn, without }
}

const SHORTEST = 3

// In a regular expression with the flag `u`, a sign that means nothing may not be escaped.
const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
