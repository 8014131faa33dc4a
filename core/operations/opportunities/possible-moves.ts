import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import { statusOf } from '../../model/lifecycle.js'
import type { Stage } from '../../model/pipeline.js'
import type { Refusal } from '../../plugin-api/index.js'
import { stageRefusal } from './stage-refusal.js'

/** A stage that may follow, and what is still in the way. */
export interface PossibleMove {
  readonly stage: Stage
  /** Absent where the move would be made; a reason that is demanded is told here as well. */
  readonly refusal?: Refusal
}

/** The stages that may follow the one an opportunity stands in, each with what it still asks for. */
export async function possibleMoves(
  engine: Engine,
  { actor, opportunity }: { readonly actor: Actor; readonly opportunity: Opportunity },
): Promise<readonly PossibleMove[]> {
  authorize(actor, 'opportunity:read')
  const { pipelines } = engine.rules()
  const pipeline = Object.hasOwn(pipelines, opportunity.pipeline) ? pipelines[opportunity.pipeline] : undefined
  if (!pipeline) return []
  const next = statusOf(pipeline, opportunity.stage)?.next ?? pipeline.statuses.map(({ id }) => id)
  const { stageReason: _old, ...rest } = opportunity
  return Promise.all(
    pipeline.statuses
      .filter(({ id }) => id !== opportunity.stage && next.includes(id))
      .map(async (stage) => {
        const after = { ...rest, stage: stage.id } as Opportunity
        const refusal = await stageRefusal(engine, { before: opportunity, after, isHistory: false }, { pipeline, stage })
        return { stage, ...(refusal ? { refusal } : {}) }
      }),
  )
}
