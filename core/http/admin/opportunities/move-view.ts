import type { Pipelines } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { OpportunityProfile } from '../../../operations/index.js'
import type { Label } from '../lead-labels.js'
import { problemText } from '../problem-text.js'
import { stageLabel } from './stage-labels.js'

/** A stage that may follow: a button, a button with a reason to choose, or what is still missing. */
export interface MoveView {
  readonly to: Label
  /** Why it cannot be entered yet; empty where it can. */
  readonly blocked: string
  readonly reasons: readonly { readonly id: string; readonly text: string }[]
}

export function moveViews(
  { opportunity, moves }: OpportunityProfile,
  { pipelines, language }: { readonly pipelines: Pipelines; readonly language: string },
): readonly MoveView[] {
  return moves.map(({ stage, refusal }) => {
    // That a reason is missing is asked for beside the button, and stands in nobody's way.
    const isBlocked = refusal !== undefined && refusal.code !== 'reason-missing'
    return {
      to: stageLabel(pipelines, { pipeline: opportunity.pipeline, stage: stage.id }, language),
      blocked: isBlocked ? problemText(refusal.words ?? refusal.refused, language) : '',
      reasons: (stage.reasons ?? []).map(({ id, label }) => ({ id, text: textIn(label, language) })),
    }
  })
}
