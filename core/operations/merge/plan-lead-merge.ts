import { actorName } from '../../access/index.js'
import { dedupeRules } from '../../intake/dedupe-rules.js'
import type { Engine } from '../../intake/engine.js'
import { joinChanges } from '../../intake/join-changes.js'
import { undoWindow } from '../../model/conversion.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { Lead } from '../../model/entities/lead.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { noteChange, openChangeSet } from '../changes/change-set.js'
import { KEPT_OF_MASTER } from './kept-of-master.js'
import type { MergeRequest } from './merge-request.js'
import { moveFollowers } from './move-followers.js'
import { moveNames } from './move-names.js'
import { type MergedField, survivingValues } from './surviving-values.js'

/** All that merging two leads writes. */
export interface LeadMergePlan {
  readonly lead: Lead
  readonly fields: readonly MergedField[]
  readonly changeSet: ChangeSet
  readonly changes: RecordChanges
}

/** What the master takes over where it has none. */
const TAKEN_OVER = ['convertedAt', 'contactId', 'accountId', 'opportunityId'] as const

/** Works out a merge from both leads as they were read. */
export async function planLeadMerge(
  engine: Engine,
  { actor, masterId, otherId, choices = {} }: MergeRequest,
  { master, other }: { master: Lead; other: Lead },
): Promise<LeadMergePlan> {
  const rules = dedupeRules(engine)
  const fields = survivingValues(engine.fields.lead, { master, other }, { rules, choices, kept: KEPT_OF_MASTER })
  const changeSet = openChangeSet(engine, {
    actor,
    kind: 'merge',
    subject: `lead:${masterId}`,
    undoUntil: engine.now() + undoWindow(rules.undoWithin ?? 'P30D'),
    summary: { otherId, values: Object.fromEntries(fields.map(({ field, from }) => [field, from])) },
  })
  const lead = mergedLead({ master, other }, fields)
  const gone = { mergedIntoId: masterId, nextChangeAt: null, responseDueAt: null, nameKey: null }
  return {
    lead,
    fields,
    changeSet,
    changes: joinChanges(
      {
        inserts: [
          { entity: 'changeSet', record: changeSet },
          noteChange(engine, { changeSet, entity: 'lead', before: master, after: lead }),
          noteChange(engine, {
            changeSet,
            entity: 'lead',
            before: other,
            after: { ...other, ...gone } as unknown as StoredRecord,
          }),
          { entity: 'activity', record: mergedAway(engine, { changeSet, masterId, otherId, by: actorName(actor) }) },
        ],
        updates: [{ entity: 'lead', id: otherId, expectedVersion: other.version, changes: gone }],
      },
      await moveNames(engine, { masterId, otherId, changeSet }),
      await moveFollowers(engine, { masterId, otherId, changeSet }),
    ),
  }
}

function mergedLead({ master, other }: { master: Lead; other: Lead }, fields: readonly MergedField[]): Lead {
  const values = Object.fromEntries(fields.map(({ field, value }) => [field, value]))
  const over = TAKEN_OVER.filter((field) => master[field] === undefined && other[field] !== undefined)
  const first = [master.firstResponseAt, other.firstResponseAt].filter((at) => at !== undefined)
  const whole = {
    ...master,
    ...values,
    ...Object.fromEntries(over.map((field) => [field, other[field]])),
    ...(first.length > 0 ? { firstResponseAt: Math.min(...first) } : {}),
  }
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as unknown as Lead
}

function mergedAway(
  engine: Engine,
  { changeSet, masterId, otherId, by }: { changeSet: ChangeSet; masterId: string; otherId: string; by: string },
): StoredRecord {
  const now = engine.now()
  const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now }
  return { ...stamps, leadId: otherId, type: 'lead.merged-away', details: { intoId: masterId, by, changeSetId: changeSet.id } }
}
