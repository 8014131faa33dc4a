import { plainText } from './plain-text.js'
import { widthOf } from './table.js'

/** A value with how often it was there before and would be there after. */
export interface BarPair {
  readonly label: string
  readonly before: number
  readonly after: number
  /** The two numbers in the reader's figures, and what lies between them. */
  readonly texts: { readonly before: string; readonly after: string; readonly change: string }
}

const WIDTH = 30

/**
 * Draws two bars for each value, one under the other, all of one scale.
 * @example textBars([{ label: 'Hot', before: 3, after: 6, texts }], { before: 'now', after: 'then' })
 */
export function textBars(
  pairs: readonly BarPair[],
  names: { readonly before: string; readonly after: string },
): readonly string[] {
  const most = Math.max(1, ...pairs.flatMap(({ before, after }) => [before, after]))
  const labels = pairs.map(({ label }) => plainText(label))
  const room = Math.max(0, ...labels.map(widthOf))
  const nameRoom = Math.max(widthOf(names.before), widthOf(names.after))
  return pairs.flatMap(({ before, after, texts }, index) => [
    `${padded(labels[index] ?? '', room)}  ${padded(names.before, nameRoom)} ${bar(before / most, '▒')} ${texts.before}`,
    `${' '.repeat(room)}  ${padded(names.after, nameRoom)} ${bar(after / most, '█')} ${texts.after}${texts.change === '' ? '' : `  ${texts.change}`}`,
  ])
}

/** Whatever is there has a bar that can be seen. */
function bar(share: number, sign: string): string {
  return share === 0 ? '' : sign.repeat(Math.max(1, Math.round(share * WIDTH)))
}

const padded = (text: string, room: number): string => text + ' '.repeat(Math.max(0, room - widthOf(text)))
