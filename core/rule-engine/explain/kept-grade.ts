import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Grade, ScoringFile } from '../rule-set.js'
import { wayWordsIn } from './words-way.js'

interface GradedTotal {
  readonly total: number
  readonly grade?: string | undefined
  readonly previousGrade?: string | undefined
}

/** Says that a lead has its grade only because it had it before; undefined where its total alone would give it. */
export function keptGradeSentence(
  { score: { grades } }: Pick<ScoringFile, 'score'>,
  { total, grade, previousGrade }: GradedTotal,
  language: string,
): string | undefined {
  const kept = grade === previousGrade ? grades.find((each) => each.grade === grade) : undefined
  if (!isBelow(kept, total)) return undefined
  const { from, until } = kept
  const words = wayWordsIn(language)
  const label = textIn(kept.label ?? kept.grade, language)
  const number = (value: number) => formatNumber(Math.round(value * 100) / 100, language)
  return `${words.beginsAt(label, number(from))} ${words.keptDownTo(label, number(until))}`
}

const isBelow = (grade: Grade | undefined, total: number): grade is Grade & { readonly from: number; readonly until: number } =>
  grade?.from !== undefined && grade.until !== undefined && total < grade.from
