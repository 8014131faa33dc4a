import type { ConditionNode } from '../../../model/conditions.js'
import { checkTransition, statusOf } from '../../../model/lifecycle.js'
import type { CompiledRule } from '../../compile/compile-rule-set.js'
import { isEffective } from '../../decide/session.js'
import type { RoutingRule, RuleEnvelope, ScoringFile, TransitionRule } from '../../rule-set.js'
import { type Asked, askedAfter, compiledOf } from './asked.js'
import { type Change, NO_CHANGE, together } from './change.js'
import { FREEDOMS } from './changeable.js'
import { type FittingChange, fittingChange, type Wanted } from './fitting-change.js'

/** A change with which a way can begin, and what has to come beside it. */
export interface StartingPoint {
  readonly change: Change
  readonly waits: boolean
  readonly score?: FittingChange['score']
}

/** Why no way can begin. */
export type Obstacle =
  | { readonly kind: 'no-rule-to-status'; readonly from: string; readonly to: string }
  | { readonly kind: 'no-rule-to-queue'; readonly queue: string }
  | { readonly kind: 'not-routed'; readonly status: string }
  | { readonly kind: 'switched-off'; readonly rule: string }
  | { readonly kind: 'over'; readonly rule: string }
  | { readonly kind: 'not-enough'; readonly most: number }
  | { readonly kind: 'not-little'; readonly least: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'nothing-free' }
  | { readonly kind: 'other-rule-first'; readonly rule: string }

/** Where ways to the goal can begin, those that ask least first; or why there is none. */
export async function startingPoints(asked: Asked): Promise<readonly StartingPoint[] | Obstacle> {
  const { goal, ruleSet } = asked
  const main = ruleSet.scoring[0]
  if (goal.kind === 'grade')
    return main ? [{ ...NOTHING, score: { file: main.id, grade: goal.grade } }] : { kind: 'nothing-free' }
  if (goal.kind === 'score')
    return main ? [{ ...NOTHING, score: { file: main.id, total: goal.score } }] : { kind: 'nothing-free' }
  if (goal.kind === 'status') return toStatus(asked, goal.status, ({ rule }) => rule.to === goal.status)
  if (goal.kind === 'queue') return toQueue(asked, goal.queue, ({ rule }) => rule.then.queue === goal.queue)
  return toRule(asked, goal.rule)
}

const NOTHING = { change: NO_CHANGE, waits: false }

async function toRule(asked: Asked, name: string): Promise<readonly StartingPoint[] | Obstacle> {
  const { transitions, routing, scoring, automations } = compiledOf(asked)
  const move = transitions.find((each) => each.name === name)
  const route = routing.find((each) => each.name === name)
  const rule = move ?? route ?? automations.find((each) => each.name === name) ?? scoringRule(scoring, name)
  if (!rule) return { kind: 'switched-off', rule: name }
  if (isOver(rule.rule, asked)) return { kind: 'over', rule: name }
  if (move) return toStatus(asked, move.rule.to, (each) => each === move)
  if (route) return toQueue(asked, route.rule.then.queue ?? '', (each) => each === route)
  const stage = automations.some((each) => each.name === name) ? 'end' : 'start'
  return orNothing(pointsFor({ holds: conditionsOf([rule]), stage }, asked, NO_CHANGE))
}

const scoringRule = (scoring: readonly { readonly file: ScoringFile; readonly rules: readonly CompiledRule[] }[], name: string) =>
  scoring.flatMap(({ rules }) => rules).find((each) => each.name === name)

const isOver = ({ effective }: RuleEnvelope, { environment }: Asked): boolean =>
  effective?.until !== undefined && Date.parse(effective.until) <= environment.now

const conditionsOf = (rules: readonly CompiledRule[]): readonly ConditionNode[] =>
  rules.flatMap(({ conditions }) => conditions ?? [])

const orNothing = (points: readonly StartingPoint[]): readonly StartingPoint[] | Obstacle =>
  points.length > 0 ? points : { kind: 'nothing-free' }

/** With more and more that may be different, what is needed for some conditions after a change that is needed anyway. */
function pointsFor(wanted: Wanted, asked: Asked, before: Change): readonly StartingPoint[] {
  return FREEDOMS.flatMap((freedom): StartingPoint[] => {
    const fitting = fittingChange(wanted, asked, freedom)
    const change = fitting && together(before, fitting.change)
    return fitting && change ? [{ change, waits: fitting.waits, ...(fitting.score ? { score: fitting.score } : {}) }] : []
  })
}

type Move = CompiledRule<TransitionRule>

/** Steps that rules can make one after the other, and before them at most one that a person makes. */
async function toStatus(asked: Asked, to: string, isLast: (move: Move) => boolean): Promise<readonly StartingPoint[] | Obstacle> {
  const moves = compiledOf(asked).transitions.filter(({ rule }) => !isOver(rule, asked))
  const { status } = asked.situation.lead
  const own = pathsFrom(status, { moves, isLast }).map((path) => ({ path, before: NO_CHANGE }))
  const ways = own.length > 0 ? own : byHandFirst(asked, (from) => pathsFrom(from, { moves, isLast }))
  if (ways.length === 0) return { kind: 'no-rule-to-status', from: status, to }
  const points: StartingPoint[] = []
  for (const { path, before } of ways) {
    const from = before === NO_CHANGE ? asked : await askedAfter(asked, before)
    const holds = [...conditionsOf(path), ...path.flatMap(({ rule }) => requiredBy(rule.to, asked))]
    points.push(...pointsFor({ holds, stage: 'start' }, from, before))
  }
  return orNothing(points)
}

const LONGEST_PATH = 3

/** The rules that can be taken one after the other, the shortest chains first. */
function pathsFrom(status: string, { moves, isLast }: { moves: readonly Move[]; isLast: (move: Move) => boolean }) {
  const found: (readonly Move[])[] = []
  let open: readonly { readonly at: string; readonly path: readonly Move[] }[] = [{ at: status, path: [] }]
  for (let length = 0; length < LONGEST_PATH; length += 1) {
    const next = open.flatMap(({ at, path }) =>
      moves
        .filter((move) => move.rule.from.includes(at) && move.rule.to !== at && !path.includes(move))
        .map((move) => ({ at: move.rule.to, path: [...path, move] })),
    )
    found.push(...next.filter(({ path }) => path.some(isLast)).map(({ path }) => path))
    open = next.filter(({ path }) => !path.some(isLast)).slice(0, 100)
  }
  return found.slice(0, 12)
}

function byHandFirst(asked: Asked, pathsOf: (from: string) => readonly (readonly Move[])[]) {
  const { lifecycle } = asked.ruleSet
  const { lead } = asked.situation
  const next = statusOf(lifecycle, lead.status)?.next ?? lifecycle.statuses.map(({ id }) => id)
  return next.flatMap((status) => {
    const refusal = checkTransition(lifecycle, { from: lead.status, to: status, values: lead })
    if (refusal && refusal.code !== 'reason-missing') return []
    const reason = refusal ? { statusReason: refusal.details[0] } : {}
    const before: Change = { fields: { status, ...reason }, activities: {} }
    return pathsOf(status)
      .slice(0, 2)
      .map((path) => ({ path, before }))
  })
}

const requiredBy = (status: string, { ruleSet }: Asked): readonly ConditionNode[] =>
  (statusOf(ruleSet.lifecycle, status)?.requires ?? []).map((field) => ({
    fact: 'lead',
    path: `$.${field}`,
    operator: 'present',
    value: true,
  }))

type Route = CompiledRule<RoutingRule>

/** The first rule that matches wins, so those before it must not; and only a lead without an owner is sent anywhere. */
async function toQueue(
  asked: Asked,
  queue: string,
  isGoal: (route: Route) => boolean,
): Promise<readonly StartingPoint[] | Obstacle> {
  const { routing } = compiledOf(asked)
  const awake = routing.filter(({ rule }) => isEffective(rule, asked.environment.now))
  if (!awake.some(isGoal)) return { kind: 'no-rule-to-queue', queue }
  const { lead } = asked.situation
  const isClosed = statusOf(asked.ruleSet.lifecycle, asked.decided.lead.status)?.category !== 'open'
  if (isClosed && asked.situation.trigger !== 'import') return { kind: 'not-routed', status: asked.decided.lead.status }
  const isOwned = lead.ownerId !== undefined && !asked.situation.reroute
  const before: Change = isOwned ? { fields: { ownerId: undefined }, activities: {} } : NO_CHANGE
  const from = isOwned ? await askedAfter(asked, before) : asked
  const points = awake.filter(isGoal).flatMap((route) => {
    const earlier = awake.slice(0, awake.indexOf(route)).filter((other) => !isGoal(other) && other.rule.mode !== 'shadow')
    const wanted: Wanted = { holds: conditionsOf([route]), fails: conditionsOf(earlier), stage: 'moved' }
    return pointsFor(wanted, from, before)
  })
  return orNothing(points)
}
