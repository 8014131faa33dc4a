import type { Decision, PlannedAction } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { CompiledAutomation } from '../compile/compile-rule-set.js'
import { isSingleHit } from '../files/rule-list.js'
import type { RuleSet } from '../rule-set.js'
import { matching, type Session, withFields } from './session.js'

type Fired = Pick<Decision, 'fired' | 'rulesTrue' | 'actions'>

/**
 * Fires the automation rules that turned true with this decision, and remembers on the lead which are true now.
 * `rulesTrue` of the lead holds `<file>/<rule>` for each of them, and `fired:<file>/<rule>:<n>` for how often it has fired.
 */
export async function fireAutomations(session: Session): Promise<Fired> {
  const { lead } = session.state
  const before = new Set(remembered(lead))
  const holding = counting(await matching(session, session.compiled.automations), session)
  if (holding.length === 0 && before.size === 0) return nothingFired(session)
  const isQuiet = session.situation.without?.includes('automations') ?? false
  const firing = isQuiet ? [] : holding.filter((automation) => fires(automation, before) && !goesInCircles(session, automation))
  const counts = new Map(firing.map(({ name }) => [name, firedCount(before, name) + 1]))
  const actions = firing.flatMap((automation) => plannedActions(session, automation, counts.get(automation.name) ?? 1))
  const rulesTrue = holding.map(({ name }) => name)
  remember(session, [...rulesTrue, ...countMarks(before, counts)])
  return { fired: firing.map(({ name, rule }) => ({ rule: name, title: rule.title })), rulesTrue, actions }
}

const single = new WeakMap<RuleSet, ReadonlySet<string>>()

/** Of a table in which one row counts, only the first that holds is true. */
function counting(holding: readonly CompiledAutomation[], { ruleSet }: Session): readonly CompiledAutomation[] {
  const tables =
    single.get(ruleSet) ?? new Set(ruleSet.automations.flatMap((file) => (isSingleHit(file.hitPolicy) ? [file.id] : [])))
  single.set(ruleSet, tables)
  if (tables.size === 0) return holding
  const met = new Set<string>()
  return holding.filter(({ name }) => {
    const file = name.slice(0, name.indexOf('/'))
    const isLater = met.has(file)
    met.add(file)
    return !isLater || !tables.has(file)
  })
}

function nothingFired(session: Session): Fired {
  remember(session, [])
  return { fired: [], rulesTrue: [], actions: [] }
}

/** A list that says the same is the same list, so that a lead about which nothing changed stays the lead it was. */
function remember(session: Session, rulesTrue: readonly string[]): void {
  const { lead } = session.state
  const old: unknown = lead.rulesTrue
  const isKnown = Array.isArray(old) && old.length === rulesTrue.length && rulesTrue.every((entry, at) => entry === old[at])
  if (!isKnown) session.become({ lead: withFields(lead, { rulesTrue }) })
}

function remembered({ rulesTrue }: Lead): readonly string[] {
  return Array.isArray(rulesTrue) ? rulesTrue.filter((entry) => typeof entry === 'string') : []
}

function fires({ name, rule }: CompiledAutomation, before: ReadonlySet<string>): boolean {
  if (rule.fire === 'always') return true
  return rule.fire === 'once' ? firedCount(before, name) === 0 : !before.has(name)
}

const MOST_LINKS = 5

/** An automation among whose causes it is itself fires no more once so many effects have followed from each other; others do. */
function goesInCircles(session: Session, { name }: CompiledAutomation): boolean {
  const { chain = [] } = session.situation
  if (chain.length < MOST_LINKS || !chain.includes(name)) return false
  const circle = [...chain, name].slice(-MOST_LINKS - 1).join(' → ')
  session.report(
    `rule ${name}`,
    new Error(`Its own effects make it fire again and again: ${circle}. It was not fired once more.`),
  )
  return true
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
