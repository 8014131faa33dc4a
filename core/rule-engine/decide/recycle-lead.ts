import type { LocalizedText } from '../../model/text/localized-text.js'
import type { QueueBoard } from './queue-board.js'
import { matching, type Session, withFields } from './session.js'

/** A lead that has gone back to a pool: from whom, and to which. */
export interface Recycled {
  readonly rule: string
  readonly title: LocalizedText
  readonly from: string
  readonly queue: string
}

/** Takes a lead from an owner who has done nothing about it for as long as its queue allows. */
export async function recycleLead(session: Session, board: QueueBoard): Promise<Recycled | undefined> {
  const { lead } = session.state
  const { compiled, situation } = session
  if (lead.ownerId === undefined || situation.reroute || compiled.recycling.length === 0) return undefined
  const [found] = await matching(session, compiled.recycling, { onlyFirst: true })
  if (!found) return undefined
  const { rule, name } = found
  board.release(lead.ownerId)
  const given = { ownerId: undefined, untouchedSince: undefined, gaveBackId: lead.ownerId, queue: rule.then.queue }
  session.become({ lead: withFields(lead, given) })
  return { rule: name, title: rule.title, from: lead.ownerId, queue: rule.then.queue }
}
