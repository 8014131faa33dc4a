import type { Work } from '../jobs/index.js'
import type { Conditions } from '../model/conditions.js'
import type { Lead } from '../model/entities/lead.js'
import { openStatuses } from '../model/lifecycle.js'
import type { RuleSet } from '../rule-engine/index.js'
import { decideSituations, loadSituations } from './decide-leads.js'
import type { Engine } from './engine.js'
import { workingLead } from './working-lead.js'

/** How far open leads have been asked about by the rules with this digest; without `after` all of them were. */
export interface Retiming {
  readonly digest: string
  readonly after?: string
  readonly done: number
}

/** The setting under which it is kept, for all processes on one database. */
export const RETIMING = 'rules.retiming'

const BATCH = 200
const LEASE_MS = 60_000
const LOOK_AGAIN_MS = 5_000

/**
 * Asks rules that have come into force when each open lead can next change by itself, and wakes it no later than that. The stored
 * instant was found by other rules; without this a new deadline would pass unseen. Nothing else is written: what the new rules
 * say about a lead follows when it wakes or somebody touches it.
 */
export function retimeWork(engine: Engine): Work {
  const { system } = engine.store
  const token = engine.newId()
  let finished: string | undefined
  let lookAt = 0
  return {
    name: 'retiming',
    nextAt: async () => (finished === engine.rules().digest ? undefined : lookAt),
    async run() {
      const now = engine.now()
      const { ruleSet } = engine.ruleShelf.inForce()
      const { digest } = ruleSet
      if (finished === digest || now < lookAt) return 0
      const known = (await system.getSetting(RETIMING)) as Retiming | undefined
      // A database without a note has no leads yet, or they were timed by the release before.
      if (!known) await system.setSetting(RETIMING, { digest, done: 0 } satisfies Retiming)
      if (!known || (known.digest === digest && known.after === undefined)) {
        finished = digest
        return 0
      }
      if (!(await system.tryLease({ name: 'retiming', token, now, ms: LEASE_MS }))) {
        lookAt = now + LOOK_AGAIN_MS
        return 0
      }
      const place = known.digest === digest ? known : { digest, after: '', done: 0 }
      const leads = await openLeads(engine, ruleSet, place.after ?? '')
      await retime(engine, ruleSet, leads)
      const last = leads.at(-1)
      const done = place.done + leads.length
      const next: Retiming = leads.length < BATCH || !last ? { digest, done } : { digest, after: last.id, done }
      await system.setSetting(RETIMING, next)
      return Math.max(1, leads.length)
    },
  }
}

async function openLeads({ store }: Engine, { lifecycle }: RuleSet, after: string): Promise<readonly Lead[]> {
  const where: Conditions = { all: [{ fact: 'lead', path: '$.status', operator: 'in', value: openStatuses(lifecycle) }] }
  for await (const page of store.records.each('lead', { where, batch: BATCH, after })) return page as readonly Lead[]
  return []
}

async function retime(engine: Engine, ruleSet: RuleSet, leads: readonly Lead[]): Promise<void> {
  const now = engine.now()
  const works = leads.map(workingLead)
  const situations = await loadSituations(engine, works, { ruleSet, trigger: 'timer', now })
  const { decided } = await decideSituations(engine, situations, { ruleSet, now, queues: [] })
  const earlier = decided.flatMap(({ lead: { nextChangeAt: at } }, index) => {
    const lead = leads[index]
    return lead && at !== undefined && at < (lead.nextChangeAt ?? Infinity) ? [{ leadId: lead.id, at }] : []
  })
  if (earlier.length === 0) return
  await engine.store.intake.wakeEarlier(earlier)
  engine.wake('timers')
}
