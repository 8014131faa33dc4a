import { type Actor, actorName, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { writeAudit } from '../write-audit.js'
import { SETUP_ITEMS, type Standing } from './setup-items.js'
import { CONFIRMABLE, type Confirmable, SETUP_STEPS, type SetupChecklist } from './setup-step.js'
import { SETUP_WORDS } from './setup-words.js'

const CONFIRMED = 'setup.confirmed'
const COMPLETED = 'setup.completed'
const CONFIRMS = { data: 'data-skipped', live: 'backup' } as const

/** Works out how far the set-up of this deployment is, from what is there: files, people, what came in, what was answered. */
export async function setupChecklist(
  engine: Engine,
  { actor, standing }: { actor: Actor; standing: Standing },
): Promise<SetupChecklist> {
  authorize(actor, 'rule:read')
  const looking = { ...standing, confirmed: await confirmedThings(engine) }
  const steps = await Promise.all(
    SETUP_STEPS.map(async (id) => {
      const items = await SETUP_ITEMS[id](engine, looking)
      const isDone = items.every((each) => each.isDone)
      const confirm = id === 'data' || id === 'live' ? CONFIRMS[id] : undefined
      const isAsked = confirm !== undefined && !looking.confirmed.has(confirm) && !(id === 'data' && isDone)
      return { id, ...SETUP_WORDS[id], isDone, items, ...(isAsked ? { confirm } : {}) }
    }),
  )
  const done = steps.filter(({ isDone }) => isDone).length
  const isComplete = done === steps.length
  if (isComplete && (await isSetupOpen(engine, { actor })))
    await writeAudit(engine, { actor: actorName(actor), action: COMPLETED })
  return { isComplete, done, steps }
}

/** Whether the set-up was never seen complete; it costs one question, so that a page can ask it every time. */
export async function isSetupOpen({ store }: Engine, { actor }: { actor: Actor }): Promise<boolean> {
  authorize(actor, 'rule:read')
  const where = { all: [{ fact: 'auditEntry', path: '$.action', operator: 'equal', value: COMPLETED }] }
  return (await store.records.count('auditEntry', { where })) === 0
}

/** Writes down what no record can show: that there is nothing to bring, or that backups are made. */
export async function confirmSetup(engine: Engine, { actor, what }: { actor: Actor; what: Confirmable }): Promise<void> {
  authorize(actor, 'user:write')
  if ((await confirmedThings(engine)).has(what)) return
  await writeAudit(engine, { actor: actorName(actor), action: CONFIRMED, subject: what })
}

async function confirmedThings({ store }: Engine): Promise<ReadonlySet<Confirmable>> {
  const where = { all: [{ fact: 'auditEntry', path: '$.action', operator: 'equal', value: CONFIRMED }] }
  const { records } = await store.records.list('auditEntry', { where, limit: 50 })
  return new Set(CONFIRMABLE.filter((what) => records.some(({ subject }) => subject === what)))
}
