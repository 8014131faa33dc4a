import type { Engine } from '../../intake/engine.js'
import { deliveriesOf } from '../../intake/events/deliveries-of.js'
import { recordEvents } from '../../intake/events/record-events.js'
import { joinChanges } from '../../intake/join-changes.js'
import type { Cause } from '../../intake/record-rules/decide-about.js'
import { withRecordRules } from '../../intake/record-rules/with-record-rules.js'
import type { RecordChanges } from '../../store/index.js'
import { tellStageChanges } from '../opportunities/tell-stage-changes.js'

/** Writes changes of records in one transaction, with what others are told of them, and wakes whoever has work then. */
export async function writeChanges(engine: Engine, changes: RecordChanges, cause: Cause = {}): Promise<'written' | 'conflict'> {
  const deliveries = await deliveriesOf(engine, recordEvents(changes))
  const judged = await withRecordRules(engine, changes, cause)
  const answer = await engine.store.records.write(joinChanges(judged, deliveries), engine.now())
  if (answer === 'conflict') return answer
  engine.wake('effects', 'timers', 'records', 'deliveries', 'notifications')
  await tellStageChanges(engine, changes)
  return answer
}
