import { asError } from '../errors.js'
import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import type { Slot } from '../rule-engine/index.js'
import type { Engine } from './engine.js'
import { pluginContext } from './plugin-context.js'
import type { WorkingLead } from './working-lead.js'

/** The facts of one lead by slot, and those that could not be had. */
export interface LoadedFacts {
  readonly facts: Readonly<Record<string, unknown>>
  readonly failedFacts: Readonly<Record<string, string>>
}

const DAY_MS = 86_400_000

/** Loads every fact that the rules ask for, each once for the whole batch, before any rule runs. */
export async function loadFacts(engine: Engine, works: readonly WorkingLead[], now: number): Promise<readonly LoadedFacts[]> {
  const facts: Record<string, unknown>[] = works.map(() => ({}))
  const failed: Record<string, string>[] = works.map(() => ({}))
  for (const slot of engine.rules().slots) {
    try {
      const values = await loadSlot(engine, slot, { works, now })
      values.forEach((value, index) => {
        const record = facts[index]
        if (record) record[slot.key] = value
      })
    } catch (thrown) {
      for (const record of failed) record[slot.key] = asError(thrown).message
    }
  }
  return works.map((_, index) => ({ facts: facts[index] ?? {}, failedFacts: failed[index] ?? {} }))
}

interface BatchAt {
  readonly works: readonly WorkingLead[]
  readonly now: number
}

async function loadSlot(engine: Engine, slot: Slot, { works, now }: BatchAt): Promise<readonly unknown[]> {
  if (slot.fact === 'activityCount') return activityCounts(engine, slot, { works, now })
  if (slot.fact === 'lastActivity') return lastActivities(engine, slot, works)
  if (slot.fact === 'owner') return owners(engine, works)
  const registered = engine.registry.facts.get(slot.fact)
  if (!registered) throw new Error(`No plugin gives the fact "${slot.fact}".`)
  const { plugin, value } = registered
  const leads: readonly Lead[] = works.map(({ lead }) => lead)
  const values = await engine.registry.call({ plugin, where: `fact ${slot.fact}` }, (signal) =>
    value.load(leads, { params: slot.params, now }, pluginContext(engine, { plugin, signal })),
  )
  if (values.length === leads.length) return values
  throw new Error(`Fact "${slot.fact}" answered ${values.length} values for ${leads.length} leads.`)
}

async function activityCounts(engine: Engine, { params }: Slot, { works, now }: BatchAt): Promise<readonly number[]> {
  const type = String(params['type'])
  const days = params['withinDays']
  const since = typeof days === 'number' ? { since: now - days * DAY_MS } : {}
  const stored = await forStored(works, (ids) => engine.store.intake.activityCounts(ids, { type, ...since }))
  const counts = ({ type: of, at }: Activity) => of === type && at >= (since.since ?? 0)
  return works.map(({ activities }, index) => (stored[index] ?? 0) + activities.filter(counts).length)
}

async function lastActivities(
  engine: Engine,
  { params }: Slot,
  works: readonly WorkingLead[],
): Promise<readonly (number | undefined)[]> {
  const type = params['type']
  const query = typeof type === 'string' ? { type } : {}
  const stored = await forStored(works, (ids) => engine.store.intake.lastActivities(ids, query))
  return works.map(({ activities }, index) => {
    const own = activities.filter((activity) => type === undefined || activity.type === type).map(({ at }) => at)
    const instants = [stored[index], ...own].filter((at) => at !== undefined)
    return instants.length === 0 ? undefined : Math.max(...instants)
  })
}

/** Asks the database for the leads that are there already; a new lead has no past. */
async function forStored<T>(
  works: readonly WorkingLead[],
  ask: (ids: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly (T | undefined)[]> {
  const ids = works.filter(({ before }) => before).map(({ lead }) => lead.id)
  if (ids.length === 0) return []
  const answers = new Map((await ask(ids)).map((answer, index) => [ids[index], answer]))
  return works.map(({ lead }) => answers.get(lead.id))
}

async function owners(engine: Engine, works: readonly WorkingLead[]): Promise<readonly unknown[]> {
  const ids = [...new Set(works.map(({ lead }) => lead.ownerId).filter((id) => id !== undefined))]
  if (ids.length === 0) return works.map(() => undefined)
  const users = new Map((await engine.store.records.getMany('user', ids)).map((user) => [user.id, user]))
  return works.map(({ lead }) => (lead.ownerId === undefined ? undefined : users.get(lead.ownerId)))
}
