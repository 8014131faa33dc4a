import type { Opportunity } from '../../model/entities/opportunity.js'
import type { Pipelines, Stage } from '../../model/pipeline.js'
import { stageOf } from '../../model/pipeline.js'

interface Standing {
  readonly before?: Opportunity | undefined
  readonly after: Opportunity
  readonly stage: Stage
  readonly pipelines: Pipelines
  readonly now: number
}

/** What follows from the stage of an opportunity: outcome, probability, and since when; a value given by hand stays. */
export function stageValues({ before, after, stage, pipelines, now }: Standing): Opportunity {
  const isMove = !before || before.stage !== after.stage || before.pipeline !== after.pipeline
  const { closedAt: _closedAt, stageReason, probability: _probability, ...rest } = after
  const closedAt = closingTime({ before, after, stage, isMove, now })
  const openedAt = after.openedAt ?? before?.openedAt ?? Math.min(now, closedAt ?? now)
  const probability = probabilityOf({ before, after, stage, pipelines, isMove })
  const keepsReason = stageReason !== undefined && stage.reasons?.some(({ id }) => id === stageReason)
  return {
    ...rest,
    outcome: stage.category,
    openedAt,
    stageSince: isMove ? (before ? now : (closedAt ?? openedAt)) : (before?.stageSince ?? now),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(keepsReason ? { stageReason } : {}),
    ...(probability === undefined ? {} : { probability }),
  }
}

type Moving = Pick<Standing, 'before' | 'after' | 'stage'> & { readonly isMove: boolean }

/** What is open is not closed; what closes does so now, unless somebody says when it was. */
function closingTime({ before, after, stage, isMove, now }: Moving & { readonly now: number }): number | undefined {
  if (stage.category === 'open') return undefined
  const isGiven = after.closedAt !== undefined && after.closedAt !== before?.closedAt
  return isGiven || (!isMove && after.closedAt !== undefined) ? after.closedAt : now
}

/** Whoever changed the probability by hand meant it, until the sale is over. */
function probabilityOf({ before, after, stage, pipelines, isMove }: Moving & Pick<Standing, 'pipelines'>): number | undefined {
  if (stage.category !== 'open') return stage.category === 'won' ? 1 : 0
  const ofStage = stage.probability
  if (after.probability === undefined) return ofStage
  if (!before || !isMove || after.probability !== before.probability) return after.probability
  const earlier = stageOf(pipelines, before)
  const isByHand = earlier?.category === 'open' && earlier.probability !== before.probability
  return isByHand ? after.probability : (ofStage ?? after.probability)
}
