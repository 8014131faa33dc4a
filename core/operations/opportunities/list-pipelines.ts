import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Pipeline } from '../../model/pipeline.js'

/** The pipelines of the rules in force; the first one is taken where nobody names one. */
export function listPipelines(engine: Engine, { actor }: { actor: Actor }): readonly Pipeline[] {
  authorize(actor, 'opportunity:read')
  return Object.values(engine.rules().pipelines)
}
