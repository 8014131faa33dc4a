import type { SaidMessage } from '../../../errors.js'
import { canonicalJson } from '../../../model/canonical-json.js'
import type { ConditionNode } from '../../../model/conditions.js'
import { EVERY_LEAD, type RuleEntry } from '../../analyse/rule-entries.js'
import { type HitPolicy, isSingleHit } from '../../files/rule-list.js'
import { listed } from '../joined.js'
import { leftOutCells, leftOutFinding } from './left-out-cells.js'
import { type Lint, type LintContext, nameOf, type PlacedFinding, type PlacedRule } from './lint.js'
import { placedTables } from './placed-tables.js'

/**
 * Finds routing rules, and rows of tables in which one row counts, that are never reached because one before them in the same file asks for no more than they do:
 * plain from the file alone, whatever other files say, and therefore an error.
 */
export const ruleCovered: Lint = ({ rules }) => {
  const covered = KINDS.flatMap((kind) => [...coveredBy(rules(kind).filter(isInTurn))])
  const guilty = [...new Set(covered.map(([, earlier]) => earlier))].filter((earlier) => leftOutCells(earlier).length > 0)
  return [
    ...guilty.map((row) =>
      leftOutFinding(
        row,
        covered.flatMap(([rule, earlier]) => (earlier === row ? [rule] : [])),
      ),
    ),
    ...covered.flatMap(([rule, earlier]): PlacedFinding[] => {
      if (guilty.includes(earlier)) return []
      const message = neverReached(rule, [earlier])
      return [{ source: rule.source, finding: { path: [...rule.path, 'id'], code: 'RULE_UNREACHABLE', message } }]
    }),
  ]
}

/** Says which rules leave nothing to one after them. */
export function neverReached({ path }: PlacedRule, blockers: readonly PlacedRule[]): SaidMessage {
  const isRow = path[0] === 'table'
  const what = isRow ? 'row' : 'rule'
  const { en, fa } = listed(blockers.map(nameOf))
  if (blockers.length === 1)
    return {
      en: `The ${what} ${en} comes first and matches every lead that this one could; it is never reached.`,
      fa: `${isRow ? 'سطر' : 'قاعدهٔ'} ${fa} پیش از آن می‌آید و هر سرنخی را که این می‌توانست بگیرد می‌گیرد؛ این هرگز نوبت نمی‌یابد.`,
    }
  return {
    en: `The ${what}s ${en} come first and together match every lead that this one could; it is never reached.`,
    fa: `${isRow ? 'سطرهای' : 'قاعده‌های'} ${fa} پیش از آن می‌آیند و روی هم هر سرنخی را که این می‌توانست بگیرد می‌گیرند؛ این هرگز نوبت نمی‌یابد.`,
  }
}

const KINDS = ['routing', 'scoring', 'transition', 'automation'] as const

/** Whether a rule gets its turn only when those before it have not matched. */
function isInTurn({ entry, source, path }: PlacedRule): boolean {
  const { hitPolicy } = source.value as { readonly hitPolicy?: HitPolicy }
  return entry.kind === 'routing' || (path[0] === 'table' && isSingleHit(hitPolicy))
}

/** Routing rules, and the rows of other tables of which the first that matches counts; where rows may not overlap that is told instead. */
export function rulesInTurn(context: LintContext): readonly PlacedRule[] {
  return placedTables(context).flatMap(({ kind, table, hitPolicy, rules }) => {
    const inTurn = hitPolicy === 'first' || hitPolicy === 'priority'
    return inTurn && (kind === 'routing' || table) ? rules : []
  })
}

/** Rules together with the first of the same file that asks for no more. */
export function coveredBy(rules: readonly PlacedRule[]): ReadonlyMap<PlacedRule, PlacedRule> {
  const byDemand = new Map<string, PlacedRule[]>()
  const covered = new Map<PlacedRule, PlacedRule>()
  for (const rule of rules) {
    const asked = new Set(demandsOf(rule.entry))
    const near = ['', ...asked].flatMap((demand) => byDemand.get(`${rule.source.file} ${demand}`) ?? [])
    const earlier = near.find(({ entry }) => demandsOf(entry).every((demand) => asked.has(demand)))
    if (earlier) covered.set(rule, earlier)
    const key = `${rule.source.file} ${[...asked][0] ?? ''}`
    byDemand.set(key, [...(byDemand.get(key) ?? []), rule])
  }
  return covered
}

const demands = new WeakMap<RuleEntry, readonly string[]>()

/** Everything that must hold at once, as texts that can be compared. */
function demandsOf(entry: RuleEntry): readonly string[] {
  const known = demands.get(entry) ?? conjuncts(entry.conditions).map(canonicalJson)
  demands.set(entry, known)
  return known
}

function conjuncts(node: ConditionNode): readonly ConditionNode[] {
  if ('all' in node) return node.all.flatMap(conjuncts)
  return node === EVERY_LEAD || canonicalJson(node) === canonicalJson(EVERY_LEAD) ? [] : [node]
}
