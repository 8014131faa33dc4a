import { asError } from '../../errors.js'
import type { Work } from '../../jobs/index.js'
import type { Conditions } from '../../model/conditions.js'
import type { Enrolment } from '../../model/entities/enrolment.js'
import type { Engine } from '../engine.js'
import { enrolmentField } from './find-enrolments.js'
import { takeStep } from './take-step.js'

const BATCH = 50
/** How long an enrolment rests whose step could not even be begun. */
const REST_MS = 60_000

/** Takes the steps of sequences at the instant at which they are due. Two processes may look at once: the first write wins. */
export function sequenceWork(engine: Engine): Work {
  const { records } = engine.store
  const soonest = (where: Conditions, limit: number) =>
    records.list('enrolment', { where, sort: { field: 'nextAt', direction: 'asc' }, limit })
  return {
    name: 'sequences',
    async nextAt() {
      const where = { all: [enrolmentField('state', 'equal', 'active'), enrolmentField('nextAt', 'present', true)] }
      const at = (await soonest(where, 1)).records[0]?.['nextAt']
      return typeof at === 'number' ? at : undefined
    },
    async run() {
      const due = [enrolmentField('state', 'equal', 'active'), enrolmentField('nextAt', 'lessThanInclusive', engine.now())]
      const enrolments = (await soonest({ all: due }, BATCH)).records as readonly Enrolment[]
      for (const enrolment of enrolments) await takeOrRest(engine, enrolment)
      return enrolments.length
    },
  }
}

/** One that breaks is looked at again a little later and holds up no other. */
async function takeOrRest(engine: Engine, enrolment: Enrolment): Promise<void> {
  try {
    await takeStep(engine, enrolment)
  } catch (thrown) {
    const { id, sequence } = enrolment
    engine.log('warn', 'A step of a sequence could not be begun.', { enrolment: id, sequence, error: asError(thrown).message })
    const fresh = (await engine.store.records.get('enrolment', id)) as Enrolment | undefined
    if (fresh?.state !== 'active') return
    const changes = { nextAt: engine.now() + REST_MS }
    await engine.store.records.update('enrolment', { id, expectedVersion: fresh.version, changes, now: engine.now() })
  }
}
