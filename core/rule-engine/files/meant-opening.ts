/** What somebody meant who opened conditions in another language's word; `around` is the key that its value goes below. */
export interface MeantOpening {
  readonly key: string
  readonly around?: string
}

/** Reads the words that other languages have for all, any and not. A near spelling must never turn an "and" into an "any". */
export function meantOpening(
  key: string,
  { known, value }: { readonly known: readonly string[]; readonly value: unknown },
): MeantOpening | undefined {
  if (!['all', 'any', 'not'].every((word) => known.includes(word))) return undefined
  const word = key
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
  const opening = OPENINGS.get(word)
  if (opening === undefined) return undefined
  return opening === 'not' && Array.isArray(value) ? { key: 'not', around: around(word) } : { key: opening }
}

/** "Not all of these" is said by one word; all others mean that none of them holds. */
const around = (word: string): string => (word === 'nand' || word === 'notall' ? 'all' : 'any')

const OPENINGS: ReadonlyMap<string, 'all' | 'any' | 'not'> = new Map([
  ['and', 'all'],
  ['&&', 'all'],
  ['every', 'all'],
  ['allof', 'all'],
  ['both', 'all'],
  ['or', 'any'],
  ['||', 'any'],
  ['some', 'any'],
  ['anyof', 'any'],
  ['oneof', 'any'],
  ['either', 'any'],
  ['none', 'not'],
  ['noneof', 'not'],
  ['nor', 'not'],
  ['neither', 'not'],
  ['notany', 'not'],
  ['nand', 'not'],
  ['notall', 'not'],
  ['isnot', 'not'],
  ['!', 'not'],
])
