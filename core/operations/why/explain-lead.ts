import { type Actor, authorize, hiddenFields } from '../../access/index.js'
import { CrmError, CrmErrors } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { readingEngine } from '../../intake/reading-engine.js'
import type { Decision } from '../../model/decision.js'
import { explainWhy, type Past, type PastDecision, type RuleSet, type WhyAnswer, type Wishes } from '../../rule-engine/index.js'
import { rulesByDigest } from '../replay/rules-by-digest.js'
import { type LeadProfile, type StoredDecision, showLead } from '../show-lead.js'
import { type GoalWords, goalOf } from './goal-of.js'
import { leadAsItStands } from './lead-as-it-stands.js'
import { leadAsItWas } from './lead-as-it-was.js'
import { sourceName } from './source-name.js'

/** What somebody wants to know about a lead. */
export interface LeadQuestion extends GoalWords {
  readonly actor: Actor
  readonly id: string
  /** A decision of the past: then the question is about the lead as it was in it, by the rules of that day. */
  readonly decisionId?: string | undefined
  readonly wishes: Omit<Wishes, 'names' | 'sourceName'>
}

/** Why a lead is as it is, or what it would take; of which instant and by which rules. */
export interface ExplainedLead extends WhyAnswer {
  readonly leadId: string
  readonly at: number
  readonly decisionId?: string
  /** Digest of the rules that were asked. */
  readonly ruleSet: string
}

/**
 * Answers why a lead is as it is; with something asked for, why it is not so and the smallest change that would make it so. Nothing is
 * written or performed. Undefined when there is no such lead.
 * @throws {CrmError} WHY_UNCLEAR, DECISION_UNKNOWN, WHY_RULES_GONE.
 * @example await explainLead(crm, { actor, id, grade: 'hot', wishes: { language: 'fa' } })
 */
export async function explainLead(engine: Engine, question: LeadQuestion): Promise<ExplainedLead | undefined> {
  authorize(question.actor, 'lead:read')
  const profile = await showLead(engine, { actor: question.actor, id: question.id, hides: false })
  return profile && explainProfile(engine, profile, question)
}

async function explainProfile(engine: Engine, profile: LeadProfile, question: LeadQuestion): Promise<ExplainedLead> {
  const reading = readingEngine(engine)
  const { decisionId } = question
  const stored = decisionId === undefined ? undefined : storedIn(profile, decisionId)
  const ruleSet = stored ? await rulesThen(engine, stored.decision) : engine.rules()
  const goal = goalOf(question, ruleSet)
  const place = stored
    ? await leadAsItWas(reading, stored.decision, ruleSet)
    : await leadAsItStands(reading, profile.lead, ruleSet)
  if (!place) throw new TypeError('A batch of one lead was decided without an answer.')
  const { language } = question.wishes
  const hidden = hiddenFields(question.actor, 'lead')
  const wishes = { ...question.wishes, hidden, names: await namesOfUsers(engine), sourceName: sourceName(engine, language) }
  const past = await pastOf(engine, profile, stored)
  const answer = await explainWhy(ruleSet, { ...place, past, wishes, isPast: stored !== undefined, ...(goal ? { goal } : {}) })
  const about = { leadId: profile.lead.id, at: place.environment.now, ruleSet: ruleSet.digest }
  return { ...about, ...(decisionId === undefined ? {} : { decisionId }), ...withoutWay(answer, hidden) }
}

/** A way that leads over a field which the reader never sees would tell of it. */
function withoutWay({ way, ...answer }: WhyAnswer, hidden: ReadonlySet<string>): WhyAnswer {
  return !way || way.steps.some(({ field }) => field !== undefined && hidden.has(field)) ? answer : { ...answer, way }
}

function storedIn({ decisions }: LeadProfile, id: string): StoredDecision {
  const found = decisions.find((each) => each.id === id)
  if (found) return found
  throw new CrmError('DECISION_UNKNOWN', `There is no decision ${id.slice(0, 100)} about this lead.`, { details: { id } })
}

async function rulesThen(engine: Engine, { ruleSet: digest }: Decision): Promise<RuleSet> {
  const current = engine.rules()
  const found = current.digest === digest ? current : await rulesByDigest(engine)(digest)
  if (found && !(found instanceof CrmErrors)) return found
  throw new CrmError('WHY_RULES_GONE', `The rules ${digest} that made this decision cannot be asked any more.`)
}

/** The decisions in which the lead got the status and the owner that it has. */
async function pastOf(engine: Engine, { lead, decisions }: LeadProfile, stored: StoredDecision | undefined): Promise<Past> {
  const until = stored ? decisions.slice(decisions.indexOf(stored)) : decisions
  const { status, ownerId } = stored ? outcomeOf(stored.decision) : lead
  const moved = until.find(({ decision }) => decision.transitions.at(-1)?.to === status)
  const given = until.find(({ decision }) => decision.routing?.ownerId !== undefined && decision.routing.ownerId === ownerId)
  return {
    ...(moved ? { status: await withRules(engine, moved) } : {}),
    ...(given ? { owner: await withRules(engine, given) } : {}),
  }
}

function outcomeOf({ transitions, routing, facts }: Decision): { readonly status: unknown; readonly ownerId: unknown } {
  const lead = facts['lead'] as LeadProfile['lead']
  return { status: transitions.at(-1)?.to ?? lead.status, ownerId: routing?.ownerId ?? lead.ownerId }
}

async function withRules(engine: Engine, { decision }: StoredDecision): Promise<PastDecision> {
  const ruleSet = await rulesThen(engine, decision).catch(() => undefined)
  return { decision, ruleSet }
}

async function namesOfUsers({ store }: Pick<Engine, 'store'>): Promise<ReadonlyMap<string, string>> {
  const page = await store.records.list('user', { limit: 1_000, sort: { field: 'name', direction: 'asc' } })
  return new Map(page.records.map(({ id, name }) => [id, String(name)]))
}
