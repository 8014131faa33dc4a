import type { Decision, PlannedAction } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { CompiledAutomation } from '../compile/compile-rule-set.js'
import { matching, type Session, withFields } from './session.js'

type Fired = Pick<Decision, 'fired' | 'rulesTrue' | 'actions'>

/**
 * Fires the automation rules that turned true with this decision, and remembers on the lead which are true now.
 * `rulesTrue` of the lead holds `<file>/<rule>` for each of them, and `fired:<file>/<rule>:<n>` for how often it has fired.
 */
export async function fireAutomations(session: Session): Promise<Fired> {
  const { lead } = session.state
  const before = new Set(remembered(lead))
  const holding = await matching(session, session.compiled.automations)
  const firing = holding.filter((automation) => fires(automation, before))
  const counts = new Map(firing.map(({ name }) => [name, firedCount(before, name) + 1]))
  const actions = firing.flatMap((automation) => plannedActions(session, automation, counts.get(automation.name) ?? 1))
  const rulesTrue = holding.map(({ name }) => name)
  session.become({ lead: withFields(lead, { rulesTrue: [...rulesTrue, ...countMarks(before, counts)] }) })
  return { fired: firing.map(({ name, rule }) => ({ rule: name, title: rule.title })), rulesTrue, actions }
}

function remembered({ rulesTrue }: Lead): readonly string[] {
  return Array.isArray(rulesTrue) ? rulesTrue.filter((entry) => typeof entry === 'string') : []
}

function fires({ name, rule }: CompiledAutomation, before: ReadonlySet<string>): boolean {
  if (rule.fire === 'always') return true
  return rule.fire === 'once' ? firedCount(before, name) === 0 : !before.has(name)
}

const markOf = (name: string): string => `fired:${name}:`

function firedCount(before: ReadonlySet<string>, name: string): number {
  const mark = [...before].find((entry) => entry.startsWith(markOf(name)))
  return mark === undefined ? 0 : Number(mark.slice(markOf(name).length)) || 0
}

function countMarks(before: ReadonlySet<string>, counts: ReadonlyMap<string, number>): string[] {
  const fresh = [...counts].map(([name, count]) => `${markOf(name)}${count}`)
  const kept = [...before].filter(
    (entry) => entry.startsWith('fired:') && ![...counts.keys()].some((name) => entry.startsWith(markOf(name))),
  )
  return [...kept, ...fresh].sort()
}

/** The count of firings is stored with the lead, so a decision that is made again after a conflict asks with the same key. */
function plannedActions(session: Session, { name, rule, actions }: CompiledAutomation, edge: number): PlannedAction[] {
  return rule.then.map(({ type }, index) => ({
    type,
    params: actions[index]?.(session.values) ?? {},
    rule: name,
    idempotencyKey: `${session.state.lead.id}/${name}/${edge}/${index}`,
  }))
}
