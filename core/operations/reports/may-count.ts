import { type Actor, can } from '../../access/index.js'
import type { ReportType } from '../../plugin-api/index.js'
import { isSeenEntity } from '../access/hanging-records.js'

/** Whether an actor may read what a report counts; over nothing at all it would say nothing but zeros. A key with the scope counts all. */
export const mayCount = (actor: Actor, { counts = 'lead' }: Pick<ReportType, 'counts'>): boolean =>
  actor.kind !== 'user' || !isSeenEntity(counts) || can(actor, `${counts}:read`)
