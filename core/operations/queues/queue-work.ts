import { SYSTEM } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { redecide } from '../../intake/redecide.js'
import type { Work } from '../../jobs/index.js'
import { openStatuses } from '../../model/lifecycle.js'
import { isRefusal } from '../../plugin-api/index.js'
import type { QueueState } from '../../store/index.js'
import { waitingLeads } from './see-queues.js'

const PAGE = 50
/** Behind so many that nobody could take, the others wait for the next change. */
const MOST_PAGES = 20

/** How far the leads that wait in a queue have been offered to those who can take one now. */
interface Round {
  /** Who could take a lead when the round began. */
  readonly free: string
  readonly after?: string | undefined
  readonly pages: number
  readonly isDone: boolean
}

/**
 * Gives waiting leads away when somebody becomes free: back from leave, with room again, new in the queue. Hottest first, page by page;
 * each is decided about the usual way, and what finds nobody waits until the free members are others. Somebody whose working day or leave
 * ends needs no news: leads that wait know that instant, and the timers wake them.
 */
export function queueWork(engine: Engine): Work {
  const rounds = new Map<string, Round>()
  return {
    name: 'queues',
    nextAt: async () => undefined,
    async run() {
      let tried = 0
      for (const state of await givenOutOf(engine)) tried += await offer(engine, rounds, state)
      return tried
    },
  }
}

/** Queues out of which a rule gives leads, and in which somebody has room. */
async function givenOutOf(engine: Engine): Promise<readonly QueueState[]> {
  const { routing, lifecycle } = engine.rules()
  const given = new Set(
    routing.flatMap(({ rules }) => rules.flatMap(({ then }) => (then.strategy === undefined ? [] : (then.queue ?? [])))),
  )
  if (given.size === 0) return []
  const nothing = { matchKeys: [], nameKeys: [], leadIds: [] }
  const { queues } = await engine.store.intake.gather({ ...nothing, openStatuses: openStatuses(lifecycle), queues: true })
  return queues.filter((state) => given.has(state.queue) && freeIn(engine, state).length > 0)
}

function freeIn(engine: Engine, { queue, members, version }: QueueState): readonly string[] {
  const usual = engine.rules().queues.find(({ id }) => id === queue)?.capacity
  return members.flatMap(({ user, openLeads }) => {
    const capacity = user.capacity ?? usual
    if (!user.active || user.away || openLeads >= (capacity ?? Infinity)) return []
    // Who is bound by a capacity can have been full in between, if a lead went through the queue since.
    return [`${user.id}@${user.version}${capacity === undefined ? '' : `:${openLeads}/${version}`}`]
  })
}

async function offer(engine: Engine, rounds: Map<string, Round>, state: QueueState): Promise<number> {
  const { queue } = state
  const free = freeNow(engine, state)
  const known = rounds.get(queue)
  const round = known?.free === free ? known : { free, pages: 0, isDone: false }
  if (round.isDone) return 0
  const { leads, next } = await waitingLeads(engine, { queue, limit: PAGE, after: round.after, actor: SYSTEM })
  for (const { id } of leads) {
    const decided = await redecide(engine, {
      leadIds: [id],
      trigger: 'timer',
      change: (lead) => (lead.ownerId === undefined ? lead : { refused: 'It has an owner by now.' }),
    })
    if (!isRefusal(decided) && decided[0]?.ownerId === undefined && !(await stateOf(engine, queue))) break
  }
  const pages = round.pages + 1
  const left = await stateOf(engine, queue)
  const isDone = !left || next === undefined || pages === MOST_PAGES
  // What this round itself gave away is no news.
  rounds.set(queue, { free: left ? freeNow(engine, left) : free, after: next, pages, isDone })
  return leads.length
}

const freeNow = (engine: Engine, state: QueueState): string => [engine.rules().digest, ...freeIn(engine, state)].join(' ')

/** The queue as it is now, where somebody in it has room. */
async function stateOf(engine: Engine, queue: string): Promise<QueueState | undefined> {
  return (await givenOutOf(engine)).find((state) => state.queue === queue)
}
