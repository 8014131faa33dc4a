import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { StatusChange } from '../../model/entities/status-change.js'
import { stageOf } from '../../model/pipeline.js'
import type { RecordChanges } from '../../store/index.js'

/** Tells plugins of the moves of opportunities in changes that have been written; for everybody who writes record plans. */
export async function tellStageChanges(engine: Engine, { inserts = [] }: RecordChanges): Promise<void> {
  const { hooks } = engine.registry
  if (!HOOKS.some((name) => hooks.has(name))) return
  const moves = inserts.flatMap(({ entity, record }) => (entity === 'statusChange' ? [record as unknown as StatusChange] : []))
  for (const move of moves) {
    if (move.entity !== 'opportunity') continue
    const opportunity = (await engine.store.records.get('opportunity', move.recordId)) as Opportunity | undefined
    if (opportunity) await tell(engine, opportunity, move)
  }
}

const HOOKS = ['opportunity:stageChanged', 'opportunity:won', 'opportunity:lost'] as const

async function tell({ registry: { hooks }, rules }: Engine, opportunity: Opportunity, { from, to, lifecycle }: StatusChange) {
  await hooks.emit('opportunity:stageChanged', { opportunity, ...(from === undefined ? {} : { from }), to })
  const category = stageOf(rules().pipelines, { pipeline: lifecycle, stage: to })?.category
  if (category === 'won') await hooks.emit('opportunity:won', { opportunity })
  if (category === 'lost') await hooks.emit('opportunity:lost', { opportunity })
}
