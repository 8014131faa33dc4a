import { foldForSearch } from './fold.js'

/**
 * The key by which leads are shown as similar: name and company, folded, letters and digits alone.
 * Undefined unless both are there: a name by itself is shared by many people.
 * @example nameKey({ name: 'Sara  Ahmadi', company: 'Acme, Inc.' }) // 'saraahmadi|acmeinc'
 */
export function nameKey({ name, company }: { readonly name?: unknown; readonly company?: unknown }): string | undefined {
  const person = lettersOf(name)
  const firm = lettersOf(company)
  return person && firm ? `${person}|${firm}` : undefined
}

/** Spaces go too: «علی رضا» and «علی‌رضا» are one name in two spellings. */
function lettersOf(text: unknown): string {
  return typeof text === 'string' ? foldForSearch(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '') : ''
}
