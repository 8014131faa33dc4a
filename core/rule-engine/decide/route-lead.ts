import type { RoutingTaken } from '../../model/decision.js'
import { statusOf } from '../../model/lifecycle.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import type { RoutingTarget } from '../rule-set.js'
import { chooseOwner, isRefused, type OwnerChoice } from './choose-owner.js'
import { type QueueBoard, whyNot } from './queue-board.js'
import { matching, type Session, withFields } from './session.js'

interface Destination {
  readonly rule: string
  readonly title: LocalizedText
  readonly target: RoutingTarget
}

/** Sends a lead without an owner to the queue of the first routing rule that holds, and lets its strategy choose who gets it. */
export async function routeLead(session: Session, board: QueueBoard): Promise<RoutingTaken | undefined> {
  if (!isToRoute(session)) return undefined
  const destination = await destinationOf(session)
  if (!destination) return { rule: '', title: NO_RULE, leftOut: [], unassigned: 'no-rule' }
  const { rule, title, target } = destination
  const choice = await ownerFor(session, board, target)
  const { queue, strategy } = target
  const place = { rule, title, ...(queue === undefined ? {} : { queue }), ...(strategy === undefined ? {} : { strategy }) }
  return settle(session, board, { ...place, ...choice })
}

const NO_RULE: LocalizedText = { en: 'No routing rule', fa: 'هیچ قاعدهٔ مسیر' }
const ASKED_FOR: LocalizedText = { en: 'Asked for', fa: 'به درخواست' }

/** A closed lead needs nobody any more; one that is imported closed is somebody's history, and gets its place like the others. */
function isToRoute({ ruleSet, situation, state }: Session): boolean {
  if (situation.reroute) return true
  const isOpen = (statusOf(ruleSet.lifecycle, state.lead.status)?.category ?? 'open') === 'open'
  return (isOpen || situation.trigger === 'import') && state.lead.ownerId === undefined && ruleSet.routing.length > 0
}

/** A queue that was asked for by name comes before every rule; how it gives leads out, the rule says that fits, or the most general one. */
async function destinationOf(session: Session): Promise<Destination | undefined> {
  const { reroute } = session.situation
  const { routing } = session.compiled
  if (reroute?.queue !== undefined) {
    const ofQueue = routing.filter(({ rule }) => rule.then.queue === reroute.queue)
    const [fitting] = await matching(session, ofQueue, { onlyFirst: true })
    const usual = (fitting ?? ofQueue.at(-1))?.rule.then
    return { rule: 'reroute', title: ASKED_FOR, target: { ...usual, ...reroute } }
  }
  const [first] = await matching(session, routing, { onlyFirst: true })
  if (!first) return undefined
  const strategy = reroute?.strategy === undefined ? {} : { strategy: reroute.strategy }
  return { rule: first.name, title: first.rule.title, target: { ...first.rule.then, ...strategy } }
}

async function ownerFor(session: Session, board: QueueBoard, target: RoutingTarget): Promise<OwnerChoice> {
  const { queue, strategy, params = {} } = target
  if (target.owner !== undefined) return namedOwner(session, board, target.owner)
  if (queue === undefined || strategy === undefined) return { leftOut: [] }
  const exclude = session.situation.reroute ? session.state.lead.ownerId : undefined
  return chooseOwner(session, board, { queue, strategy, params, exclude })
}

async function namedOwner(session: Session, board: QueueBoard, email: string): Promise<OwnerChoice> {
  const member = board.member(email)
  if (!member) {
    session.report('routing', new Error(`No member of a queue has the e-mail ${email}.`))
    return { leftOut: [], unassigned: 'nobody-available' }
  }
  const leftOut = whyNot(member)
  if (leftOut) return { leftOut: [leftOut], unassigned: 'nobody-available' }
  if (await isRefused(session, member.userId))
    return { leftOut: [{ userId: member.userId, reason: 'refused-by-guard' }], unassigned: 'nobody-available' }
  return { ownerId: member.userId, leftOut: [] }
}

/** A lead that was to change hands and finds nobody stays with the owner it has. */
function settle(session: Session, board: QueueBoard, routing: RoutingTaken): RoutingTaken {
  const { lead } = session.state
  const { ownerId, queue = lead.queue } = routing
  if (ownerId === undefined && lead.ownerId !== undefined) return { ...routing, ownerId: lead.ownerId, unassigned: 'kept-owner' }
  if (ownerId !== undefined && isOpenLead(session)) board.assign({ ownerId, previousOwnerId: lead.ownerId })
  session.become({ lead: withFields(lead, { ownerId, queue }) })
  return routing
}

function isOpenLead({ ruleSet, state }: Session): boolean {
  return (statusOf(ruleSet.lifecycle, state.lead.status)?.category ?? 'open') === 'open'
}
