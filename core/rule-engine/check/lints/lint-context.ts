import { findPoint } from '../../analyse/find-point.js'
import { type EntryKind, type RuleEntry, ruleEntries } from '../../analyse/rule-entries.js'
import { ANALYSIS_NOW } from '../../analyse/value-domain.js'
import type { SourceFile } from '../../files/source-file.js'
import type { RuleSet } from '../../rule-set.js'
import type { LintContext, LintOptions, PlacedRule } from './lint.js'

/** Comparisons that all questions of one run may make together, and one of them alone. */
const BUDGET = 20_000_000
const BUDGET_EACH = 50_000
/** The layer that the product ships. */
const SHIPPED = 'base'
/** What it costs to pose a question at all, in comparisons. */
const COST_OF_ASKING = 200

/** Gathers what lints look at; rules are placed when a lint first asks for them. */
export function lintContext(
  files: readonly SourceFile[],
  ruleSet: RuleSet,
  { now, budget = BUDGET, ownLayer }: LintOptions,
): LintContext {
  const scope = { ...ruleSet, now: now ?? ANALYSIS_NOW }
  const placed = new Map<EntryKind, readonly PlacedRule[]>()
  const isLayered = files.some(({ layer }) => layer !== SHIPPED)
  let left = budget
  return {
    files,
    ruleSet,
    scope,
    today: now,
    rules(kind) {
      const known = placed.get(kind) ?? placedRules(files, ruleEntries(ruleSet, kind))
      placed.set(kind, known)
      return known
    },
    ask(question) {
      if (left <= 0) return { exact: false, cost: 0 }
      const answer = findPoint(question, { ...scope, budget: Math.min(BUDGET_EACH, left) })
      left -= answer.cost + COST_OF_ASKING
      return answer
    },
    get left() {
      return Math.max(0, Math.min(BUDGET_EACH, left))
    },
    spend(cost) {
      left -= cost + COST_OF_ASKING
    },
    isOwn: ({ layer }) => (ownLayer === undefined ? !isLayered || layer !== SHIPPED : layer === ownLayer),
  }
}

type Written = PlacedRule['written']

interface RulesFile {
  readonly rules?: readonly Written[]
  readonly table?: { readonly rows: readonly Written[] }
}

function placedRules(files: readonly SourceFile[], entries: readonly RuleEntry[]): readonly PlacedRule[] {
  const places = new Map(files.flatMap((source) => placesIn(source)))
  return entries.flatMap((entry) => {
    const place = places.get(placeKey(entry.kind, entry.file, entry.rule))
    return place ? [{ entry, ...place }] : []
  })
}

const placeKey = (...parts: readonly string[]): string => JSON.stringify(parts)

function placesIn(source: SourceFile): (readonly [key: string, place: Omit<PlacedRule, 'entry'>])[] {
  const { kind, id, value } = source
  if (kind === 'segment') return [[placeKey(kind, id, id), { source, path: [], written: value }]]
  const { rules, table } = value as RulesFile
  const at = table ? ['table', 'rows'] : ['rules']
  return (table?.rows ?? rules ?? []).map((written, index) => [
    placeKey(kind, id, String(written['id'])),
    { source, path: [...at, index], written },
  ])
}
