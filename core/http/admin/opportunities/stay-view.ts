import { type Pipelines, stageOf } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { OpportunityProfile } from '../../../operations/index.js'
import type { Label, LeadLabels } from '../lead-labels.js'
import { stageLabel } from './stage-labels.js'

/** One stay in a stage: from when, how long, who brought it there and why. */
export interface StayView {
  readonly stage: Label
  readonly from: number
  /** Milliseconds; until now for the stage it stands in. Absent where it is over. */
  readonly length?: number
  readonly by: string
  readonly rule: string
  readonly reason: string
}

interface Telling {
  readonly pipelines: Pipelines
  readonly labels: LeadLabels
  readonly language: string
  readonly now: number
}

/** The stays in each stage, the newest first. */
export function stayViews(
  { opportunity, history }: OpportunityProfile,
  { pipelines, labels, language, now }: Telling,
): readonly StayView[] {
  const stays = history.map(({ lifecycle, to, at, userId, rule, reason }, index): StayView => {
    const next = history[index + 1]
    const isOver = next === undefined && opportunity.outcome !== 'open'
    const reasons = stageOf(pipelines, { pipeline: lifecycle, stage: to })?.reasons ?? []
    return {
      stage: stageLabel(pipelines, { pipeline: lifecycle, stage: to }, language),
      from: at,
      ...(isOver ? {} : { length: (next?.at ?? now) - at }),
      by: userId === undefined ? '' : labels.owner(userId),
      rule: rule ?? '',
      reason: reason === undefined ? '' : textIn(reasons.find(({ id }) => id === reason)?.label ?? reason, language),
    }
  })
  return stays.toReversed()
}
