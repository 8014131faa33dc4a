import type { Comparison, Conditions } from '../../model/conditions.js'
import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Engine } from '../engine.js'

/** A comparison with a field of an enrolment. */
export const enrolmentField = (field: string, operator: string, value: unknown): Comparison => ({
  fact: 'enrolment',
  path: `$.${field}`,
  operator,
  value,
})

/** The enrolments of a lead that have not ended, in one sequence where it is named. */
export async function activeEnrolments(
  engine: Pick<Engine, 'store'>,
  { leadId, sequence }: { leadId: string; sequence?: string | undefined },
): Promise<readonly Enrolment[]> {
  const where: Conditions = {
    all: [
      enrolmentField('leadId', 'equal', leadId),
      enrolmentField('state', 'equal', 'active'),
      ...(sequence === undefined ? [] : [enrolmentField('sequence', 'equal', sequence)]),
    ],
  }
  const { records } = await engine.store.records.list('enrolment', { where, limit: 200 })
  return records as readonly Enrolment[]
}
