import { formatNumber } from '../../model/text/format-number.js'

const MOST_BANDS = 10

/** Names the band in which a score falls, and all bands in their order. */
export interface ScoreBands {
  bandOf(score: number | undefined): string
  readonly order: readonly string[]
}

/**
 * Cuts a range of scores into at most ten bands of a round width; the last one ends with the range.
 * @example scoreBands({ min: 0, max: 100 }).bandOf(42) // '40…49'
 */
export function scoreBands({ min, max }: { readonly min: number; readonly max: number }): ScoreBands {
  const width = roundWidth((max - min) / MOST_BANDS)
  const first = Math.floor(min / width) * width
  /** The best score of all makes no band of its own. */
  const last = Math.max(first, width > 1 ? first + (Math.ceil((max - first) / width) - 1) * width : Math.floor(max))
  const startOf = (score: number): number => {
    const from = first + Math.floor((score - first) / width) * width
    return score > max ? from : Math.min(last, from)
  }
  const bandOf = (score: number): string => {
    const from = startOf(score)
    // A score from a time when the range was another one lies in a band outside this one.
    const isOutside = score < min || score > max
    return isOutside ? nameOf(from, from + width - 1) : nameOf(Math.max(min, from), from === last ? max : from + width - 1)
  }
  const order: string[] = []
  for (let from = first; from <= last; from += width) order.push(bandOf(Math.max(min, from)))
  return { order, bandOf: (score) => (score === undefined ? '' : bandOf(score)) }
}

/**
 * A band in a reader's digits; in Persian with a word between the numbers, which a sign would let swap places.
 * @example bandText('40…59', 'fa') // '۴۰ تا ۵۹'
 */
export function bandText(band: string, language: string): string {
  const numbers = band.split('…').map((number) => formatNumber(Number(number), language))
  return numbers.join(language === 'fa' ? ' تا ' : '…')
}

const nameOf = (from: number, to: number): string => (to > from ? `${from}…${to}` : `${from}`)

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundWidth(atLeast: number): number {
  for (let power = 1; ; power *= 10) {
    const width = [1, 2, 5].map((step) => step * power).find((candidate) => candidate >= atLeast)
    if (width !== undefined) return width
  }
}
