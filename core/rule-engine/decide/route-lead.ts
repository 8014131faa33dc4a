import type { RoutingTaken } from '../../model/decision.js'
import { statusOf } from '../../model/lifecycle.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import type { CompiledRoutingRule } from '../compile/compile-rule-set.js'
import type { RoutingTarget } from '../rule-set.js'
import { chooseOwner, isRefused, type OwnerChoice } from './choose-owner.js'
import { type QueueBoard, whyNot } from './queue-board.js'
import { type Recycled, recycleLead } from './recycle-lead.js'
import { matching, type Session, withFields } from './session.js'

interface Destination {
  readonly rule: string
  readonly title: LocalizedText
  readonly target: RoutingTarget
  readonly partFacts?: CompiledRoutingRule['partFacts']
}

/** Sends a lead without an owner to the queue of the first routing rule that holds, and lets its strategy choose who gets it. */
export async function routeLead(session: Session, board: QueueBoard): Promise<RoutingTaken | undefined> {
  const recycled = await recycleLead(session, board)
  if (!recycled && !isToRoute(session)) return undefined
  const pool = recycled ?? ownPool(session)
  const destination = pool ? await poolOf(session, pool) : await destinationOf(session)
  if (!destination) return { rule: '', title: NO_RULE, leftOut: [], unassigned: 'no-rule' }
  const { rule, title, target, partFacts } = destination
  const choice = await ownerFor(session, board, { ...target, partFacts })
  const { queue, strategy } = target
  const place = { rule, title, ...(queue === undefined ? {} : { queue }), ...(strategy === undefined ? {} : { strategy }) }
  const from = recycled ? { recycledFrom: recycled.from } : {}
  return settle(session, board, { ...place, ...from, ...choice })
}

const NO_RULE: LocalizedText = { en: 'No routing rule', fa: 'هیچ قاعدهٔ مسیر' }
const ASKED_FOR: LocalizedText = { en: 'Asked for', fa: 'به درخواست' }

/** A closed lead needs nobody any more; one that is imported closed is somebody's history, and gets its place like the others. */
function isToRoute({ ruleSet, situation, state }: Session): boolean {
  if (situation.reroute) return true
  const isOpen = (statusOf(ruleSet.lifecycle, state.lead.status)?.category ?? 'open') === 'open'
  return (isOpen || situation.trigger === 'import') && state.lead.ownerId === undefined && ruleSet.routing.length > 0
}

const IN_POOL: LocalizedText = { en: 'Given back to the pool', fa: 'برگشته به صف' }

/** A lead that somebody gave back stays in the queue it was given back to, whatever the rules say of new ones. */
function ownPool({ state: { lead }, situation }: Session): Pool | undefined {
  if (situation.reroute || lead.gaveBackId === undefined || lead.queue === undefined) return undefined
  return { rule: 'pool', title: IN_POOL, queue: lead.queue }
}

type Pool = Pick<Recycled, 'rule' | 'title' | 'queue'>

/** A pool gives leads out as its routing rules say; one that no rule gives out of keeps them until somebody takes them. */
async function poolOf(session: Session, { rule, title, queue }: Pool): Promise<Destination> {
  const usual = await givingOut(session, queue)
  return { rule, title, target: { ...usual?.rule.then, queue }, partFacts: usual?.partFacts }
}

async function givingOut(session: Session, queue: string): Promise<CompiledRoutingRule | undefined> {
  const ofQueue = session.compiled.routing.filter(({ rule }) => rule.then.queue === queue)
  const [fitting] = await matching(session, ofQueue, { onlyFirst: true })
  return fitting ?? ofQueue.at(-1)
}

/** A queue that was asked for by name comes before every rule; how it gives leads out, the rule says that fits, or the most general one. */
async function destinationOf(session: Session): Promise<Destination | undefined> {
  const { reroute } = session.situation
  const { routing } = session.compiled
  if (reroute?.queue !== undefined) {
    const usual = await givingOut(session, reroute.queue)
    return { rule: 'reroute', title: ASKED_FOR, target: asked(usual?.rule.then, reroute), partFacts: usual?.partFacts }
  }
  const [first] = await matching(session, routing, { onlyFirst: true })
  if (!first) return undefined
  const target = asked(first.rule.then, reroute)
  return { rule: first.name, title: first.rule.title, target, partFacts: first.partFacts }
}

/** A strategy that was asked for stands in the place of the rule's own, whatever that is made of. */
function asked(usual: RoutingTarget = {}, reroute: Session['situation']['reroute']): RoutingTarget {
  if (reroute?.strategy === undefined) return { ...usual, ...reroute }
  const { composition: _composition, ...rest } = usual
  return { ...rest, ...reroute }
}

async function ownerFor(
  session: Session,
  board: QueueBoard,
  target: RoutingTarget & Pick<Destination, 'partFacts'>,
): Promise<OwnerChoice> {
  const { queue, strategy, params = {}, composition, partFacts } = target
  if (target.owner !== undefined) return namedOwner(session, board, target.owner)
  if (queue === undefined || strategy === undefined) return { leftOut: [] }
  const exclude = session.situation.reroute ? session.state.lead.ownerId : undefined
  const gaveBack = session.state.lead.gaveBackId
  return chooseOwner(session, board, { queue, strategy, params, composition, partFacts, exclude, gaveBack })
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
  const isNew = ownerId !== undefined && ownerId !== lead.ownerId
  const begun = isNew ? { untouchedSince: session.state.now, gaveBackId: undefined } : {}
  session.become({ lead: withFields(lead, { ownerId, queue, ...begun }) })
  return routing
}

function isOpenLead({ ruleSet, state }: Session): boolean {
  return (statusOf(ruleSet.lifecycle, state.lead.status)?.category ?? 'open') === 'open'
}
