import type { DecidedLead } from '../../model/decision.js'
import type { DecideEnvironment, Situation } from '../decide/decide-request.js'
import type { RuleSet } from '../rule-set.js'
import { readerOf, type Wishes } from './reader.js'
import { type Asked, isThere } from './way/asked.js'
import { describeWay } from './way/describe-way.js'
import { findWay } from './way/find-way.js'
import type { Goal } from './way/goal.js'
import type { WhyAnswer, WhyPart } from './why-answer.js'
import { ownerPart, type Past, statusPart, whyAsItIs } from './why-as-it-is.js'
import { goalReasons, handMoves } from './why-goal.js'
import { wayWordsIn } from './words-way.js'

/** What a question of "why" needs. */
export interface WhyRequest {
  readonly decided: DecidedLead
  readonly situation: Situation
  readonly environment: DecideEnvironment
  readonly goal?: Goal
  /** A decision of the past: it is asked how it would have been, not what could be done after it. */
  readonly isPast?: boolean
  /** Earlier decisions in which the lead got its status and its owner. */
  readonly past?: Past
  readonly wishes: string | Wishes
}

/**
 * Answers why a lead is as it is; with a goal, whether it is so and why, and otherwise the smallest change after which the rules
 * would decide so, which is proved by deciding. Nothing is written.
 * @example const { headline, way } = await explainWhy(ruleSet, { ...request, goal: { kind: 'grade', grade: 'hot' } })
 */
export async function explainWhy(ruleSet: RuleSet, request: WhyRequest): Promise<WhyAnswer> {
  const { goal, decided, situation, environment, past = {} } = request
  const reader = { ...readerOf(ruleSet, request.wishes), ruleSet }
  if (!goal) {
    const parts = whyAsItIs(decided, { past, reader })
    return { headline: parts.find(({ about }) => about === 'grade')?.sentence ?? wayWordsIn(reader.language).noScore, parts }
  }
  const { isPast = false } = request
  const asked: Asked = { ruleSet, environment, goal, situation, decided, isPast }
  const holds = isThere(asked, decided)
  const { headline, part } = goalReasons(asked, { holds, reader })
  const answer = { goal, holds, headline, parts: part.reasons.length > 0 ? [part] : [] }
  if (holds && answer.parts.length > 0) return answer
  if (holds) return { ...answer, parts: earlierParts(goal, decided, { past, reader }) }
  const byHand = goal.kind === 'status' ? handMoves(asked, goal.status, reader) : undefined
  return { ...answer, way: describeWay(await findWay(asked), asked, reader), ...(byHand ? { byHand } : {}) }
}

/** What has been so since an earlier decision is explained by that one. */
function earlierParts(goal: Goal, decided: DecidedLead, telling: Parameters<typeof statusPart>[1]): readonly WhyPart[] {
  if (goal.kind === 'status') return [statusPart(decided, telling)]
  return goal.kind === 'queue' ? [ownerPart(decided, telling)] : []
}
