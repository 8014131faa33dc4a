import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { sequenceNamed } from '../../intake/sequences/enrol-lead.js'
import { enrolmentField } from '../../intake/sequences/find-enrolments.js'
import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Lead } from '../../model/entities/lead.js'
import { seenBy } from '../access/seen-by.js'
import { pageLimit } from '../page-limit.js'
import { type SequenceFigures, sequenceFigures } from './sequence-figures.js'

/** An enrolment with the name of its lead. */
export interface ShownEnrolment extends Enrolment {
  readonly leadName?: string
}

/** Every sequence with its figures, in the order of the files. */
export async function listSequences(engine: Engine, { actor }: { actor: Actor }): Promise<readonly SequenceFigures[]> {
  authorize(actor, 'sequence:read')
  return Promise.all(Object.values(engine.rules().sequences).map((sequence) => sequenceFigures(seenBy(engine, actor), sequence)))
}

/**
 * One sequence with its figures and a page of its enrolments, the newest first.
 * @throws {CrmError} SEQUENCE_UNKNOWN
 */
export async function showSequence(
  whole: Engine,
  { actor, id, state, limit, after }: { actor: Actor; id: string; state?: Enrolment['state']; limit?: number; after?: string },
): Promise<{ readonly figures: SequenceFigures; readonly enrolments: readonly ShownEnrolment[]; readonly next?: string }> {
  authorize(actor, 'sequence:read')
  const engine = seenBy(whole, actor)
  const sequence = sequenceNamed(engine, id)
  const all = [enrolmentField('sequence', 'equal', id), ...(state === undefined ? [] : [enrolmentField('state', 'equal', state)])]
  const page = await engine.store.records.list('enrolment', {
    where: { all },
    sort: { field: 'enrolledAt', direction: 'desc' },
    limit: pageLimit(limit),
    ...(after === undefined ? {} : { after }),
  })
  const enrolments = await withNames(engine, page.records as readonly Enrolment[])
  return { figures: await sequenceFigures(engine, sequence), enrolments, ...(page.next === undefined ? {} : { next: page.next }) }
}

/** The sequences that a lead is or was in, the newest first. */
export async function leadEnrolments(
  engine: Engine,
  { actor, leadId }: { actor: Actor; leadId: string },
): Promise<readonly Enrolment[]> {
  authorize(actor, 'sequence:read')
  const where = { all: [enrolmentField('leadId', 'equal', leadId)] }
  const { records } = await seenBy(engine, actor).store.records.list('enrolment', {
    where,
    sort: { field: 'enrolledAt', direction: 'desc' },
    limit: 50,
  })
  return records as readonly Enrolment[]
}

async function withNames({ store }: Engine, enrolments: readonly Enrolment[]): Promise<readonly ShownEnrolment[]> {
  const leads = (await store.records.getMany('lead', [...new Set(enrolments.map(({ leadId }) => leadId))])) as readonly Lead[]
  const names = new Map(leads.map(({ id, name, company, email }) => [id, name ?? company ?? email]))
  return enrolments.map((enrolment) => {
    const leadName = names.get(enrolment.leadId)
    return leadName === undefined ? enrolment : { ...enrolment, leadName }
  })
}
