import type { LeftOut } from '../../model/decision.js'
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
  cursor(queue: string, strategy: string): number
  /** Counts a lead for its new owner, and no longer for the one before. */
  assign(move: { readonly ownerId: string; readonly previousOwnerId?: string | undefined }): void
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
  const current = (member: Member): Member => ({ ...member, openLeads: load.get(member.userId) ?? member.openLeads })
  const add = (userId: string, leads: number) => load.set(userId, Math.max(0, (load.get(userId) ?? 0) + leads))
  return {
    candidates: (queue) => {
      const situation = queues.get(queue)
      return situation ? sortOut(situation.members.map(current)) : undefined
    },
    member: (email) => {
      const found = situations
        .flatMap(({ members }) => members)
        .find((member) => member.email.toLowerCase() === email.toLowerCase())
      return found && current(found)
    },
    cursor: (queue, strategy) => cursors.get(queue)?.[strategy] ?? 0,
    assign: ({ ownerId, previousOwnerId }) => {
      if (ownerId === previousOwnerId) return
      add(ownerId, 1)
      if (previousOwnerId !== undefined) add(previousOwnerId, -1)
    },
    moveCursor: ({ queue, strategy, cursor }) => {
      touched.add(queue)
      if (cursor !== undefined) cursors.set(queue, { ...cursors.get(queue), [strategy]: cursor })
    },
    decided: () => [...touched].map((queue) => ({ queue, cursors: cursors.get(queue) ?? {} })),
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
