import { Hono } from 'hono'
import type { Crm } from '../crm/crm.js'
import type { HttpEnv } from './http-env.js'

/** What a load balancer or an alarm is told; nothing about anybody. */
interface Health {
  readonly status: 'ok' | 'degraded' | 'down'
  readonly database: 'writable' | 'failing'
  /** Numbers as steps, so that a stranger who asks cannot count a business's leads. */
  readonly journal: Readonly<Record<string, string>>
  /** Where files decide, whether those on disk do; where published rules do, whether this process follows them. */
  readonly rules: {
    readonly digest: string
    readonly filesOnDisk?: 'in force' | 'refused'
    readonly published?: 'in force' | 'not followed'
  }
}

/** Anybody may ask as often as they like; the database is asked this rarely. */
const REMEMBER_MS = 5_000

/** `/healthz`: whether leads can be taken in, what waits, and which rules decide. */
export function healthRoutes(): Hono<HttpEnv> {
  let remembered: { readonly at: number; readonly health: Promise<Health> } | undefined
  return new Hono<HttpEnv>().get('/healthz', async (c) => {
    const crm = c.get('crm')
    const at = crm.now()
    if (!remembered || at - remembered.at >= REMEMBER_MS) remembered = { at, health: examine(crm) }
    const health = await remembered.health
    return c.json(health, health.status === 'down' ? 503 : 200)
  })
}

async function examine(crm: Crm): Promise<Health> {
  const [isWritable, journal] = await Promise.all([canWrite(crm), journalSteps(crm)])
  const isRefused = crm.ruleProblems() !== undefined
  const isUp = isWritable && journal !== undefined
  return {
    status: !isUp ? 'down' : isRefused ? 'degraded' : 'ok',
    database: isUp ? 'writable' : 'failing',
    journal: journal ?? {},
    rules: { digest: crm.rules().digest, ...rulesState(crm, isRefused) },
  }
}

function rulesState({ ruleShelf }: Crm, isRefused: boolean): Omit<Health['rules'], 'digest'> {
  if (ruleShelf.from === 'published') return { published: isRefused ? 'not followed' : 'in force' }
  return { filesOnDisk: isRefused ? 'refused' : 'in force' }
}

/** A lease that ends as it begins is a real write that leaves nothing behind. */
async function canWrite({ store, now }: Crm): Promise<boolean> {
  return store.system.tryLease({ name: 'health', token: 'probe', now: now(), ms: 0 }).then(
    () => true,
    () => false,
  )
}

async function journalSteps({ store }: Crm): Promise<Health['journal'] | undefined> {
  const rows = await store.journal.health().catch(() => undefined)
  if (!rows) return undefined
  const total = (state: string) => rows.filter((row) => row.state === state).reduce((sum, { count }) => sum + count, 0)
  return { waiting: step(total('waiting')), quarantined: step(total('quarantined')) }
}

function step(count: number): string {
  return count === 0 ? '0' : count < 10 ? '1-9' : count < 100 ? '10-99' : count < 1_000 ? '100-999' : '1000+'
}
