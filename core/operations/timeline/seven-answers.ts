import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { showLead } from '../show-lead.js'
import { answerCall } from './answer-call.js'
import type { LeadAnswer } from './lead-answer.js'
import { answerContract, answerFit, answerFollow, answerInterest, answerOrigin, answerOwner } from './lead-answers.js'

/**
 * Answers the seven questions about a lead: where from, interested, followed up, the right customer, whether to call and on
 * which number, what the contract says, whose job it is.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function sevenAnswers(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<readonly LeadAnswer[]> {
  authorize(actor, 'lead:read')
  const profile = await showLead(engine, { actor, id })
  if (!profile) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id.slice(0, 100)}.`)
  return [
    answerOrigin(engine, profile),
    answerInterest(engine, profile),
    answerFollow(engine, profile),
    answerFit(engine, profile),
    await answerCall(engine, profile),
    answerContract(engine, profile),
    answerOwner(engine, { profile, actor }),
  ]
}
