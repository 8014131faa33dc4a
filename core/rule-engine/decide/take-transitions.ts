import type { TransitionTaken } from '../../model/decision.js'
import { checkTransition, type TransitionRefusal } from '../../model/lifecycle.js'
import type { CompiledRule } from '../compile/compile-rule-set.js'
import type { TransitionRule } from '../rule-set.js'
import { matching, type Session, withFields } from './session.js'

const MAX_STEPS = 10

type Move = CompiledRule<TransitionRule>

/** Moves a lead from status to status until no rule asks for another move, a circle closes, or ten steps are done. */
export async function takeTransitions(session: Session): Promise<readonly TransitionTaken[]> {
  const taken: TransitionTaken[] = []
  const visited = new Set([session.state.lead.status])
  const refused = new Set<Move>()
  while (true) {
    const { status } = session.state.lead
    const open = movesFrom(session.compiled.transitions, status).filter((move) => !refused.has(move))
    const [move] = open.length === 0 ? [] : await matching(session, open, { onlyFirst: true })
    if (!move) return taken
    if (visited.has(move.rule.to) || taken.length === MAX_STEPS) {
      session.report(`rule ${move.name}`, new Error(circleMessage(move, [...visited])))
      return taken
    }
    if (await isAllowed(session, move)) {
      taken.push({ rule: move.name, title: move.rule.title, from: status, to: move.rule.to })
      visited.add(move.rule.to)
      enter(session, move)
    } else refused.add(move)
  }
}

const moves = new WeakMap<readonly Move[], Map<string, readonly Move[]>>()

/** The rules that can move a lead out of a status, sorted out once for each status. */
function movesFrom(transitions: readonly Move[], status: string): readonly Move[] {
  const known = moves.get(transitions) ?? new Map<string, readonly Move[]>()
  moves.set(transitions, known)
  const found = known.get(status) ?? transitions.filter(({ rule }) => rule.from.includes(status) && rule.to !== status)
  known.set(status, found)
  return found
}

function circleMessage({ rule }: Move, visited: readonly string[]): string {
  return `The transitions run in a circle: ${[...visited, rule.to].join(' → ')}. The lead stays in "${visited.at(-1)}".`
}

async function isAllowed(session: Session, { name, rule }: Move): Promise<boolean> {
  const { lead } = session.state
  const request = { from: lead.status, to: rule.to, values: lead, ...(rule.reason === undefined ? {} : { reason: rule.reason }) }
  const refusal = checkTransition(session.ruleSet.lifecycle, request)
  if (refusal) {
    session.report(`rule ${name}`, new Error(refusalMessage(rule, refusal)))
    return false
  }
  try {
    const guarded = await session.environment.guardTransition({ lead, from: lead.status, to: rule.to })
    if (guarded) session.report(`rule ${name}`, new Error(`The move to "${rule.to}" was refused: ${guarded.refused}`))
    return guarded === undefined
  } catch (thrown) {
    session.report(`rule ${name}`, thrown)
    return false
  }
}

function refusalMessage({ to }: TransitionRule, { code, details }: TransitionRefusal): string {
  const words: Readonly<Record<TransitionRefusal['code'], string>> = {
    'status-unknown': 'there is no such status',
    'not-allowed': `allowed from here: ${details.join(', ') || 'none'}`,
    'fields-missing': `these fields are empty: ${details.join(', ')}`,
    'reason-missing': `one of these reasons must be given: ${details.join(', ')}`,
    'refused-by-guard': details.join(', '),
  }
  return `The move to "${to}" is not allowed: ${words[code]}.`
}

function enter(session: Session, { rule }: Move): void {
  const { lead } = session.state
  const fields = { status: rule.to, statusReason: rule.reason, statusSince: session.environment.now }
  session.become({ lead: withFields(lead, fields) })
}
