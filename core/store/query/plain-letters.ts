import { foldForSearch } from '../../model/text/fold.js'

/** The letters that fold one by one, whatever stands beside them. */
export interface PlainLetters {
  /** All of them as ranges inside the brackets of a pattern. */
  readonly ranges: string
  /** Those that fold to another letter or to nothing; ASCII capitals are not among them. */
  readonly turned: readonly { readonly from: string; readonly to: string }[]
  /** What they fold to. */
  readonly images: ReadonlySet<string>
}

/** ASCII, Latin letters of Western Europe, and the letters, digits and signs in which Persian and Arabic are commonly written. */
const BLOCKS = [
  [0x20, 0x7e],
  [0xc0, 0xff],
  [0x060c, 0x060c],
  [0x061b, 0x061b],
  [0x061f, 0x063a],
  [0x0640, 0x0652],
  [0x0654, 0x0654],
  [0x0660, 0x0674],
  [0x0679, 0x06d5],
  [0x06f0, 0x06f9],
  [0x200c, 0x200c],
] as const

/** Worked out from `foldForSearch` itself, so that the two cannot part. */
export const PLAIN_LETTERS: PlainLetters = plainLetters()

function plainLetters(): PlainLetters {
  const codes = BLOCKS.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at))
  const plain = codes.filter((code) => image(code).length <= 1)
  const turned = plain.map((code) => ({ from: String.fromCharCode(code), to: image(code) }))
  return {
    ranges: rangesOf(plain),
    turned: turned.filter(({ from, to }) => from !== to && from.charCodeAt(0) > 0x7e),
    images: new Set(turned.map(({ to }) => to)),
  }
}

/** What a letter becomes inside a word. */
function image(code: number): string {
  return foldForSearch(`x${String.fromCharCode(code)}x`).slice(1, -1)
}

function rangesOf(codes: readonly number[]): string {
  const starts = codes.filter((code) => !codes.includes(code - 1))
  const ends = codes.filter((code) => !codes.includes(code + 1))
  return starts.map((start, at) => `${String.fromCharCode(start)}-${String.fromCharCode(ends[at] ?? start)}`).join('')
}
