import type { DecidedLead } from '../../model/decision.js'
import type { IntakeCommit } from '../../store/index.js'
import type { Engine } from '../engine.js'
import { joinChanges } from '../join-changes.js'
import type { WorkingLead } from '../working-lead.js'
import { deliveriesOf } from './deliveries-of.js'
import { leadEvents } from './lead-events.js'
import { recordEvents } from './record-events.js'

/** A commit together with the deliveries that tell others of it. */
export async function withDeliveries(
  engine: Engine,
  plan: IntakeCommit,
  { works, decided }: { works: readonly WorkingLead[]; decided: readonly DecidedLead[] },
): Promise<IntakeCommit> {
  const events = [
    ...leadEvents(works, decided, engine.rules().lifecycle),
    ...(plan.alongside ? recordEvents(plan.alongside) : []),
  ]
  const deliveries = await deliveriesOf(engine, events)
  return deliveries.inserts?.length ? { ...plan, alongside: joinChanges(plan.alongside, deliveries) } : plan
}
