import type { LeftOut } from '../../model/decision.js'
import type { AssignmentRequest, Candidate, Choice, Fields } from '../../plugin-api/index.js'
import type { StrategyComposition } from '../rule-set.js'
import { presenceByCalendar } from './presence.js'
import type { QueueBoard } from './queue-board.js'
import type { Session } from './session.js'

/** A strategy that is to choose in a queue. */
export interface OwnerRequest {
  readonly queue: string
  readonly strategy: string
  readonly params: Readonly<Record<string, unknown>>
  readonly composition?: StrategyComposition | undefined
  /** Places of the facts that its parts read. */
  readonly partFacts?: readonly { readonly fact: string; readonly place: number }[] | undefined
  /** Who gave the lead back; it does not come to them by itself again. */
  readonly gaveBack?: string | undefined
  /** The owner who is to give the lead away. */
  readonly exclude?: string | undefined
}

export interface OwnerChoice {
  readonly ownerId?: string
  readonly leftOut: readonly LeftOut[]
  readonly unassigned?: 'queue-empty' | 'nobody-available'
}

/**
 * Lets a strategy choose among the members who can take the lead. Whom a guard refuses is left out,
 * and the strategy chooses again from the same place in its turn.
 */
export async function chooseOwner(session: Session, board: QueueBoard, request: OwnerRequest): Promise<OwnerChoice> {
  const members = board.candidates(request.queue)
  if (!members || members.size === 0) return { leftOut: [], unassigned: 'queue-empty' }
  const excluded = members.free.flatMap(({ userId }): LeftOut[] => {
    if (userId === request.exclude) return [{ userId, reason: 'excluded-by-rule' }]
    return userId === request.gaveBack ? [{ userId, reason: 'gave-it-back' }] : []
  })
  let leftOut: readonly LeftOut[] = [...members.leftOut, ...excluded]
  let free = members.free.filter(({ userId }) => !excluded.some((each) => each.userId === userId))
  const cursor = board.cursor(request.queue, request.strategy)
  board.ask(request.queue, request.strategy)
  while (free.length > 0) {
    const choice = await choose(session, free, { ...request, cursor })
    const { ownerId } = choice
    if (ownerId === undefined) return { leftOut: [...leftOut, ...choice.leftOut], unassigned: 'nobody-available' }
    if (!(await isRefused(session, ownerId))) {
      board.moveCursor({ ...request, cursor: choice.cursor })
      return { ownerId, leftOut: [...leftOut, ...choice.leftOut] }
    }
    leftOut = [...leftOut, { userId: ownerId, reason: 'refused-by-guard' }]
    free = free.filter(({ userId }) => userId !== ownerId)
  }
  return { leftOut, unassigned: 'nobody-available' }
}

async function choose(
  { environment, state, values, ruleSet, report }: Session,
  free: readonly Candidate[],
  { strategy, params, composition, partFacts = [], cursor }: OwnerRequest & { readonly cursor: number },
): Promise<Choice> {
  try {
    const request = { lead: state.lead, params, cursor } as AssignmentRequest<Fields>
    const told = composition && {
      composition,
      facts: Object.fromEntries(partFacts.map(({ fact, place }) => [fact, values[place]])),
      presence: presenceByCalendar(ruleSet, environment),
    }
    const choice = await environment.choose(strategy, free, { ...request, ...told })
    if (!Array.isArray(choice.leftOut)) throw new TypeError('The strategy answered no choice: "leftOut" is no list.')
    if (choice.ownerId === undefined || free.some(({ userId }) => userId === choice.ownerId)) return choice
    throw new Error(`The strategy chose "${choice.ownerId}", who is no candidate.`)
  } catch (thrown) {
    report(`assignment strategy ${strategy}`, thrown)
    return { leftOut: [] }
  }
}

/** A guard that fails has not agreed. */
export async function isRefused({ environment, state, report }: Session, ownerId: string): Promise<boolean> {
  try {
    return (await environment.guardAssign({ lead: state.lead, ownerId })) !== undefined
  } catch (thrown) {
    report(`guard of the assignment to ${ownerId}`, thrown)
    return true
  }
}
