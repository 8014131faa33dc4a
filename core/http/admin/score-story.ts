import type { Contribution, Decision } from '../../model/decision.js'
import { textIn } from '../../model/text/localized-text.js'
import type { Explanation, LeafVerdict, RuleVerdict, ScoringFile } from '../../rule-engine/index.js'
import { barChart } from '../charts/bar-chart.js'
import type { BarPiece } from '../charts/chart-data.js'
import type { Reader } from '../reader.js'
import type { Label, LeadLabels } from './lead-labels.js'

/** A score with the contributions that add up to it. */
export interface ScoreStory {
  readonly model: string
  readonly title: string
  readonly total: number
  readonly grade?: Label
  /** The combined grade of two groups, such as `A1`. */
  readonly matrix?: string
  readonly previousGrade?: Label
  /** Why it has this grade with so few points. */
  readonly kept?: string
  readonly parts: readonly {
    readonly title: string
    readonly points: number
    readonly group: string
    readonly bar: BarPiece | undefined
    /** What was read and wanted; empty where the rules are not at hand. */
    readonly leaves: readonly LeafVerdict[]
  }[]
  readonly groups: readonly ScoreGroup[]
  /** Rules that gave nothing, with what they lacked. */
  readonly notMatched: readonly RuleVerdict[]
}

/** What one group of rules gave, of how much it can give. */
interface ScoreGroup {
  readonly id: string
  readonly title: string
  readonly points: number
  readonly max?: number
}

interface ScoreParts {
  readonly model: string
  readonly score: Decision['scores'][string]
  readonly file: ScoringFile | undefined
  readonly explanation: Explanation | undefined
}

/** Tells a score: contributions, the largest first, and the sum of each group. */
export function scoreStory(
  { model, score, file, explanation }: ScoreParts,
  { labels, reader }: { labels: LeadLabels; reader: Reader },
): ScoreStory {
  const { language, direction } = reader
  const groups = (file?.score.groups ?? []).map(({ id, label, max }) => ({
    id,
    title: textIn(label ?? id, language),
    points: groupPoints(score.contributions, id),
    ...(max === undefined ? {} : { max }),
  }))
  const explained = explanation?.scores.find((each) => each.file === model)
  const sorted = [...score.contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const rows = sorted.map(({ points }) => ({ label: '', values: [points], texts: [''] }))
  const bars = barChart({ series: [''], rows, direction }).rows
  return {
    model,
    title: textIn(file?.title ?? model, language),
    total: score.total,
    groups,
    notMatched: explained?.notMatched ?? [],
    ...(explained?.kept === undefined ? {} : { kept: explained.kept }),
    parts: sorted.map(({ rule, title, points, group }, index) => ({
      title: textIn(title, language),
      points,
      group: groups.find(({ id }) => id === group)?.title ?? group ?? '',
      bar: bars[index]?.pieces[0],
      leaves: explained?.contributions.find((each) => each.rule === rule)?.leaves ?? [],
    })),
    ...(score.grade ? { grade: labels.grade(score.grade) } : {}),
    ...(score.matrix ? { matrix: score.matrix } : {}),
    ...(score.previousGrade ? { previousGrade: labels.grade(score.previousGrade) } : {}),
  }
}

function groupPoints(contributions: readonly Contribution[], group: string): number {
  return contributions.filter((each) => each.group === group).reduce((sum, { points }) => sum + points, 0)
}
