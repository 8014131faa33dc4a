import type { JSONPath } from 'jsonc-parser'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { comparisonsIn, inlineConditions } from '../compile/inline-conditions.js'
import { slotKey } from '../compile/slot-key.js'
import type { SourceFile } from '../files/source-file.js'
import type { TableInput } from '../files/table-cells.js'
import type { RuleEnvelope, RuleSet } from '../rule-set.js'

/** The kinds of files whose rules cases can show to work. */
export const TESTED_KINDS = ['scoring', 'transition', 'routing', 'automation'] as const
export type TestedKind = (typeof TESTED_KINDS)[number]

/** A rule and where it is written: as conditions, or as a row of a table. */
export interface RuleSite {
  readonly kind: TestedKind
  /** `<file id>/<rule id>`. */
  readonly name: string
  readonly rule: RuleEnvelope & { readonly conditions?: Conditions }
  readonly source: SourceFile
  readonly path: JSONPath
}

/** A comparison and where it is written, which for a named condition is another file. */
export interface LeafSite {
  readonly leaf: Comparison
  readonly source: SourceFile
  readonly path: JSONPath
}

/** Rules of every kind that are switched on, with their places; those of files that are not at hand are left out. */
export function ruleSites(ruleSet: RuleSet, files: readonly SourceFile[]): readonly RuleSite[] {
  return TESTED_KINDS.flatMap((kind) =>
    groupsOf(ruleSet, kind).flatMap(({ id, rules }) => {
      const source = files.find((file) => file.kind === kind && file.id === id)
      return source ? rules.filter(({ enabled }) => enabled !== false).flatMap((rule) => siteOf(rule, { kind, source })) : []
    }),
  )
}

/** The files of a kind, each with its rules. */
export function groupsOf({ scoring, transitions, routing, automations }: RuleSet, kind: TestedKind) {
  return { scoring, transition: transitions, routing, automation: automations }[kind]
}

function siteOf(rule: RuleSite['rule'], { kind, source }: Pick<RuleSite, 'kind' | 'source'>): readonly RuleSite[] {
  const path = rulePaths(source).get(rule.id)
  return path ? [{ kind, name: `${source.id}/${rule.id}`, rule, source, path }] : []
}

function rulePaths({ value }: SourceFile): ReadonlyMap<string, JSONPath> {
  const { rules, table } = value as { readonly rules?: unknown; readonly table?: { readonly rows?: unknown } }
  const paths = (entries: unknown, before: JSONPath): readonly (readonly [string, JSONPath])[] =>
    Array.isArray(entries) ? entries.map((entry: { readonly id?: unknown }, index) => [String(entry.id), [...before, index]]) : []
  return new Map([...paths(rules, ['rules']), ...paths(table?.rows, ['table', 'rows'])])
}

/** Every comparison that decides about a rule. */
export function leafSites(
  site: RuleSite,
  { ruleSet, files }: { ruleSet: RuleSet; files: readonly SourceFile[] },
): readonly LeafSite[] {
  const { conditions } = site.rule
  if (!conditions) return []
  if (site.path[0] === 'rules')
    return leavesIn(conditions, { ...site, path: [...site.path, 'conditions'] }, { named: ruleSet.conditions, files })
  return comparisonsIn(inlineConditions(ruleSet, conditions)).flatMap((leaf) => {
    const path = cellPath(leaf, site)
    return path ? [{ leaf, source: site.source, path }] : []
  })
}

/** Where conditions are written. */
export type ConditionsPlace = Pick<RuleSite, 'source' | 'path'>

interface Named {
  readonly named: RuleSet['conditions']
  readonly files: readonly SourceFile[]
}

function leavesIn(node: ConditionNode, { source, path }: ConditionsPlace, known: Named): readonly LeafSite[] {
  if ('fact' in node) return [{ leaf: node, source, path }]
  if ('not' in node) return leavesIn(node.not, { source, path: [...path, 'not'] }, known)
  if ('condition' in node) {
    const place = namedPlace(node.condition, known.files)
    const meaning = known.named[node.condition]
    return place && meaning ? leavesIn(meaning, place, known) : []
  }
  const [word, children] = 'all' in node ? ['all', node.all] : ['any', node.any]
  return children.flatMap((child, index) => leavesIn(child, { source, path: [...path, word, index] }, known))
}

interface NamedConditions {
  readonly id: string
  readonly conditions: Conditions
}

/** Where a named condition is written. */
export function namedPlace(
  name: string,
  files: readonly SourceFile[],
): (ConditionsPlace & { readonly conditions: Conditions }) | undefined {
  for (const source of files.filter(({ kind }) => kind === 'conditions')) {
    const named = (source.value['conditions'] ?? []) as readonly NamedConditions[]
    const index = named.findIndex(({ id }) => id === name)
    const found = named[index]
    if (found) return { source, path: ['conditions', index, 'conditions'], conditions: found.conditions }
  }
  return undefined
}

/** The columns of a table file. */
export function columnsOf({ value }: SourceFile): readonly TableInput[] {
  return (value['table'] as { readonly inputs?: readonly TableInput[] } | undefined)?.inputs ?? []
}

/** Where a comparison of a row is written; nowhere where the row asks nothing. */
function cellPath({ fact, params, path }: Comparison, { source, path: row }: RuleSite): JSONPath | undefined {
  const asks = (column: TableInput) => slotKey(column.fact, column.params) === slotKey(fact, params) && column.path === path
  const column = columnsOf(source).find(asks)
  return column && [...row, column.id]
}
