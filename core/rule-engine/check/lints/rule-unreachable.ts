import type { Comparison } from '../../../model/conditions.js'
import { statusOf } from '../../../model/lifecycle.js'
import type { RuleEntry } from '../../analyse/rule-entries.js'
import { pointWonBy, ruleOrder } from '../../analyse/rule-order.js'
import type { SourceFile } from '../../files/source-file.js'
import type { Lint, LintContext, PlacedFinding, PlacedRule } from './lint.js'
import { placedTables } from './placed-tables.js'
import { coveredBy, neverReached, rulesInTurn } from './rule-covered.js'

/** A rule that never wins, and the rules before it that hold wherever it does. */
interface Shadow {
  readonly rule: PlacedRule
  readonly blockers: readonly PlacedRule[]
}

/** Finds routing rules and transitions that never win, because those before them, in whatever file, hold wherever they do. */
export const ruleUnreachable: Lint = (context) => {
  const routing = context.rules('routing')
  const told = new Set([...coveredBy(rulesInTurn(context)).keys()].map(({ written }) => written))
  const transitions = context.rules('transition').map((rule) => ({ ...rule, entry: whereItMoves(rule.entry, context) }))
  const tables = placedTables(context).flatMap(({ kind, hitPolicy, rules }) => {
    const isApart = kind === 'scoring' || kind === 'automation'
    return isApart && (hitPolicy === 'first' || hitPolicy === 'priority') ? [rules] : []
  })
  return [routing, transitions, ...tables].flatMap((rules) => {
    const shadows = rules.flatMap((_, index) => shadowOn(index, rules, context)).filter(({ rule }) => !told.has(rule.written))
    return bySource(shadows).flatMap(({ source, found }) => {
      const isWhole = found.length > 1 && found.length === rules.filter((rule) => rule.source === source).length
      return isWhole ? [wholeFile(source, found)] : found.map(findingOf)
    })
  })
}

function shadowOn(index: number, rules: readonly PlacedRule[], context: LintContext): readonly Shadow[] {
  const rule = rules[index]
  if (!rule || index === 0 || context.left === 0) return []
  const won = pointWonBy(orderOf(rules, context), index, { scope: { ...context.scope, budget: context.left } })
  context.spend(won.cost)
  if (won.point || !won.exact || won.blockers.length === 0) return []
  const blockers = won.blockers.flatMap((place) => rules[place] ?? [])
  const single = blockers.find((blocker) => covers(blocker, rule, context))
  return [{ rule, blockers: single ? [single] : blockers }]
}

const orders = new WeakMap<readonly PlacedRule[], ReturnType<typeof ruleOrder>>()

/** Rules compiled once for all questions about them. */
function orderOf(rules: readonly PlacedRule[], { scope }: LintContext): ReturnType<typeof ruleOrder> {
  const order =
    orders.get(rules) ??
    ruleOrder(
      rules.map(({ entry }) => entry),
      scope,
    )
  orders.set(rules, order)
  return order
}

function findingOf({ rule, blockers }: Shadow): PlacedFinding {
  const message = neverReached(rule, blockers)
  return { source: rule.source, finding: { path: [...rule.path, 'id'], code: 'RULE_UNREACHABLE', severity: 'warning', message } }
}

/** A file behind one that takes in everything is told about once. */
function wholeFile(source: SourceFile, found: readonly Shadow[]): PlacedFinding {
  const files = [...new Set(found.flatMap(({ blockers }) => blockers.map((blocker) => blocker.source.file)))]
  const message = {
    en: `No rule of this file is ever reached: those of ${files.join(', ')} come first and match every lead. Give this file the id of the one it is to replace, or its rules a "priority".`,
    fa: `هیچ قاعده‌ای از این فایل نوبت نمی‌یابد: قاعده‌های ${files.join('، ')} پیش از آن می‌آیند و همهٔ سرنخ‌ها را می‌گیرند. شناسهٔ فایلی را که باید جایگزین شود به این فایل بدهید، یا به قاعده‌هایش «priority».`,
  }
  return { source, finding: { path: ['id'], code: 'RULE_UNREACHABLE', severity: 'warning', message } }
}

function bySource(shadows: readonly Shadow[]): readonly { readonly source: SourceFile; readonly found: readonly Shadow[] }[] {
  const sources = [...new Set(shadows.map(({ rule }) => rule.source))]
  return sources.map((source) => ({ source, found: shadows.filter(({ rule }) => rule.source === source) }))
}

function covers(earlier: PlacedRule, later: PlacedRule, { ask }: LintContext): boolean {
  const { point, exact } = ask({ holds: [later.entry.conditions], fails: [earlier.entry.conditions] })
  return point === undefined && exact
}

/** A move into a status that requires a field is refused without it, and the next rule gets its turn. */
function whereItMoves(entry: RuleEntry, { ruleSet }: LintContext): RuleEntry {
  const required = statusOf(ruleSet.lifecycle, String(entry.outcome['to']))?.requires ?? []
  if (required.length === 0) return entry
  const filled = required.map((field): Comparison => ({ fact: 'lead', path: `$.${field}`, operator: 'present', value: true }))
  return { ...entry, conditions: { all: [entry.conditions, ...filled] } }
}
