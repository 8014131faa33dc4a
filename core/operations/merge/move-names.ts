import type { Engine } from '../../intake/engine.js'
import type { ChangeSet } from '../../model/entities/change-set.js'
import type { RecordChanges, SimilarPair } from '../../store/index.js'

interface Moving {
  readonly masterId: string
  readonly otherId: string
  readonly changeSet: ChangeSet
}

/** The names of a merged lead lead to its master from now on; who looked like it is shown beside the master. */
export async function moveNames(engine: Engine, moving: Moving): Promise<RecordChanges> {
  const { masterId, otherId } = moving
  const { intake } = engine.store
  const keys = await intake.keysOf([otherId])
  const pairs = await intake.similarTo(otherId)
  const known = new Set((await intake.similarTo(masterId)).map((pair) => pair.otherId))
  const cleared = pairs.map((pair): SimilarPair => ({ leadId: otherId, ...pair }))
  const shown = pairs
    .filter((pair) => pair.otherId !== masterId && !known.has(pair.otherId))
    .map((pair): SimilarPair => ({ leadId: masterId, ...pair }))
  return {
    releases: keys,
    claims: keys.map(({ key }) => ({ key, leadId: masterId })),
    dissimilar: cleared.flatMap(({ leadId, otherId: with_ }) => [
      { leadId, otherId: with_ },
      { leadId: with_, otherId: leadId },
    ]),
    similar: shown,
    inserts: [
      ...keys.map(({ key }) =>
        row(engine, moving, {
          entity: 'matchKey',
          recordId: key,
          action: 'update',
          before: { leadId: otherId },
          after: { leadId: masterId },
        }),
      ),
      ...cleared.map((pair) =>
        row(engine, moving, { entity: 'similarLead', recordId: pair.otherId, action: 'remove', before: pair }),
      ),
      ...shown.map((pair) =>
        row(engine, moving, { entity: 'similarLead', recordId: pair.otherId, action: 'insert', after: pair }),
      ),
    ],
  }
}

function row(
  engine: Engine,
  { changeSet }: Moving,
  change: Readonly<Record<string, unknown>>,
): NonNullable<RecordChanges['inserts']>[number] {
  const now = engine.now()
  const stamps = { id: engine.newId(), version: 1, createdAt: now, updatedAt: now, at: now }
  return { entity: 'recordChange', record: { ...stamps, changeSetId: changeSet.id, actor: changeSet.actor, ...change } }
}
