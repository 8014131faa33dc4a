import type { AskedQueue, LeftOut } from '../../model/decision.js'
import type { Candidate } from '../../plugin-api/index.js'
import type { DecidedQueues, QueueSituation } from './decide-request.js'

type Member = QueueSituation['members'][number]

/**
 * The queues during one batch: who can take a lead now, and where each strategy stands in its turn.
 * Each assignment counts for the next lead of the batch, so that two leads never take the same free place.
 */
export interface QueueBoard {
  /** Members who can take a lead, and why each other one cannot; undefined where there is no such queue. */
  candidates(
    queue: string,
  ): { readonly free: readonly Candidate[]; readonly leftOut: readonly LeftOut[]; readonly size: number } | undefined
  member(email: string): Member | undefined
  /** Notes, for the record, that somebody is chosen in a queue as it is now. */
  ask(queue: string, strategy: string): void
  /** The queue in which somebody was chosen since the last call, as it was then. */
  takeAsked(): AskedQueue | undefined
  cursor(queue: string, strategy: string): number
  /** Counts a lead for its new owner, and no longer for the one before. */
  assign(move: { readonly ownerId: string; readonly previousOwnerId?: string | undefined }): void
  /** Counts a lead no longer for who gave it back. */
  release(userId: string): void
  moveCursor(place: { readonly queue: string; readonly strategy: string; readonly cursor: number | undefined }): void
  /** Queues through which a lead was given, with their cursors. */
  decided(): readonly DecidedQueues[]
}

/** Sets up the board from the queues as they were read. */
export function queueBoard(situations: readonly QueueSituation[]): QueueBoard {
  const queues = new Map(situations.map((situation) => [situation.queue, situation]))
  const load = new Map(situations.flatMap(({ members }) => members.map(({ userId, openLeads }) => [userId, openLeads] as const)))
  const cursors = new Map(situations.map(({ queue, cursors }) => [queue, { ...cursors }]))
  const touched = new Set<string>()
  let asked: AskedQueue | undefined
  const current = (member: Member): Member => ({ ...member, openLeads: load.get(member.userId) ?? member.openLeads })
  const add = (userId: string, leads: number) => load.set(userId, Math.max(0, (load.get(userId) ?? 0) + leads))
  return {
    candidates: (queue) => {
      const situation = queues.get(queue)
      return situation ? sortOut(situation.members.map(current)) : undefined
    },
    member: (email) => {
      const isMeant = (member: Member) => member.email.toLowerCase() === email.toLowerCase()
      const situation = situations.find(({ members }) => members.some(isMeant))
      const found = situation?.members.find(isMeant)
      if (!situation || !found) return undefined
      asked = { queue: situation.queue, cursor: 0, members: [{ ...keptMember(current(found)), email: found.email }] }
      return current(found)
    },
    ask: (queue, strategy) => {
      const situation = queues.get(queue)
      const cursor = cursors.get(queue)?.[strategy] ?? 0
      if (situation) asked = { queue, cursor, members: situation.members.map((member) => keptMember(current(member))) }
    },
    takeAsked: () => {
      const taken = asked
      asked = undefined
      return taken
    },
    cursor: (queue, strategy) => cursors.get(queue)?.[strategy] ?? 0,
    assign: ({ ownerId, previousOwnerId }) => {
      if (ownerId === previousOwnerId) return
      add(ownerId, 1)
      if (previousOwnerId !== undefined) add(previousOwnerId, -1)
    },
    release: (userId) => add(userId, -1),
    moveCursor: ({ queue, strategy, cursor }) => {
      touched.add(queue)
      if (cursor !== undefined) cursors.set(queue, { ...cursors.get(queue), [strategy]: cursor })
    },
    decided: () => [...touched].map((queue) => ({ queue, cursors: cursors.get(queue) ?? {} })),
  }
}

/** What is usual is left out: the record of every decision carries this. */
function keptMember(member: Member): AskedQueue['members'][number] {
  const { position: _position, email: _email, active, away, weight, territories, skills, ...kept } = member
  return {
    ...kept,
    ...(weight === 1 ? {} : { weight }),
    ...(territories.length === 0 ? {} : { territories }),
    ...(skills?.length ? { skills } : {}),
    ...(active ? {} : { active }),
    ...(away ? { away } : {}),
  }
}

/** The queue of a record as it is decided in; the opposite of what was left out. */
export function recordedQueue({ queue, cursor, members }: AskedQueue, strategy: string | undefined): QueueSituation {
  return {
    queue,
    cursors: strategy === undefined ? {} : { [strategy]: cursor },
    members: members.map((member, position) => ({
      weight: 1,
      territories: [],
      active: true,
      away: false,
      email: '',
      ...member,
      position,
    })),
  }
}

function sortOut(members: readonly Member[]) {
  const judged = members.map((member) => ({ member, leftOut: whyNot(member) }))
  return {
    free: judged.filter(({ leftOut }) => !leftOut).map(({ member }) => candidateOf(member)),
    leftOut: judged.map(({ leftOut }) => leftOut).filter((leftOut) => leftOut !== undefined),
    size: members.length,
  }
}

/** Why a member takes no lead at all now, whatever the strategy. */
export function whyNot({ userId, active, away, openLeads, capacity }: Member): LeftOut | undefined {
  if (!active) return { userId, reason: 'inactive' }
  if (away) return { userId, reason: 'away' }
  if (capacity !== undefined && openLeads >= capacity) return { userId, reason: 'at-capacity', details: { openLeads, capacity } }
  return undefined
}

function candidateOf({ active: _active, away: _away, email: _email, ...candidate }: Member): Candidate {
  return candidate
}
