/**
 * The known word that somebody who wrote another one most likely meant; undefined when none is near.
 * Only the letter case differing comes first, then the fewest letters wrong, missing, added or swapped: one in three at most.
 * @example didYouMean('emial', ['email', 'phone']) // 'email'
 */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase()
  const limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)))
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const text = candidate.toLowerCase()
    if (text === wanted) return candidate
    if (Math.abs(text.length - wanted.length) > limit) continue
    const distance = editDistance(wanted, text)
    if (distance <= limit && distance < text.length && distance < (best?.distance ?? Infinity))
      best = { word: candidate, distance }
  }
  return best?.word
}

/** Optimal string alignment: Levenshtein's distance in which two neighbouring letters swapped count once. */
function editDistance(from: string, to: string): number {
  let before: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      const best = Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1)
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current.push(isSwapped && row > 1 ? Math.min(best, (before[column - 2] ?? 0) + 1) : best)
    }
    before = previous
    previous = current
  }
  return previous[to.length] ?? 0
}
