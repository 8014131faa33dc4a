import { formatNumber } from '../model/text/format-number.js'
import type { Coverage, MutationScore } from '../rule-engine/index.js'
import type { CommandCall } from './cli-command.js'
import { formatTable } from './output/table.js'

type Telling = Pick<CommandCall, 'words' | 'language'>

/** What the cases show: file by file, then what they do not show with its place, then the whole. */
export function describeCoverage({ files, percent, seen, total }: Coverage, telling: Telling): readonly string[] {
  const { words, language } = telling
  const shown = (count: number) => formatNumber(count, language)
  const gaps = files.flatMap((file) => file.gaps)
  return [
    ...tableOf(
      files.map(({ file, seen: met, total: of }) => ({ file, part: met, whole: of })),
      telling,
    ),
    ...gaps.map((gap) => placed(gap, language)),
    words.ruleCases.covered({ percent: shown(percent), seen: shown(seen), total: shown(total) }),
  ]
}

/** Which mistakes the cases notice: file by file, then those that they let pass, then the whole. */
export function describeMutation({ files, ...score }: MutationScore, telling: Telling): readonly string[] {
  const { words, language } = telling
  const shown = (count: number) => formatNumber(count, language)
  const survivors = files.flatMap((file) => file.survivors)
  return [
    ...tableOf(
      files.map(({ file, noticed, total }) => ({ file, part: noticed, whole: total })),
      telling,
    ),
    ...survivors.map((survivor) => placed(survivor, language)),
    words.ruleCases.noticed({
      percent: shown(score.percent),
      noticed: shown(score.noticed),
      total: shown(score.total),
      withoutEffect: shown(score.withoutEffect),
    }),
  ]
}

interface Placed {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly sentence: Readonly<Record<'en' | 'fa', string>>
}

const placed = ({ file, line, column, sentence }: Placed, language: 'en' | 'fa'): string =>
  `${file}:${line}:${column}: ${sentence[language]}`

interface Share {
  readonly file: string
  readonly part: number
  readonly whole: number
}

function tableOf(shares: readonly Share[], { words, language }: Telling): readonly string[] {
  const { file, share, count } = words.ruleCases
  const shown = (number: number) => formatNumber(number, language)
  const rows = shares.map((each) => [
    each.file,
    shown(each.whole === 0 ? 100 : Math.floor((each.part / each.whole) * 1_000) / 10),
    shown(each.whole),
  ])
  if (rows.length === 0) return []
  return [formatTable([{ title: file }, { title: share, isNumber: true }, { title: count, isNumber: true }], rows)]
}
