import type { JSONPath } from 'jsonc-parser'
import type { ConditionNode } from '../../../model/conditions.js'
import type { CellValue } from '../../files/cell-literals.js'
import type { SourceFile } from '../../files/source-file.js'
import { isCellMistake, readCell } from '../../files/table-cells.js'
import type { RuleSet } from '../../rule-set.js'
import { columnsOf, namedPlace, type RuleSite, ruleSites } from '../rule-sites.js'
import { alterCell } from './alter-cells.js'
import { alterConditions } from './alter-conditions.js'
import { alterValues, dropEach } from './alter-values.js'
import { leafKnowledge } from './leaf-knowledge.js'
import type { Alteration, Mutant } from './mutant.js'
import type { NamesFor } from './neighbours.js'

interface Files {
  readonly ruleSet: RuleSet
  readonly files: readonly SourceFile[]
}

/** Every small mistake that could be in the rules which cases are about, and in the named conditions they use. */
export function listMutants(ruleSet: RuleSet, files: readonly SourceFile[]): readonly Mutant[] {
  const sites = ruleSites(ruleSet, files)
  return [
    ...sites.flatMap((site) => mutantsOf(site, ruleSet)),
    ...namedMutants(sites, { ruleSet, files }),
    ...ruleSet.scoring.flatMap(({ id }) => scoreMutants(files.find((file) => file.kind === 'scoring' && file.id === id))),
  ]
}

function mutantsOf(site: RuleSite, ruleSet: RuleSet): readonly Mutant[] {
  const raw = valueAt(site.source.value, site.path) as Readonly<Record<string, unknown>>
  const alterations = [...alterAsked(raw, { site, ruleSet }), ...alterBrought(raw, { site, ruleSet }), ...alterSpan(raw, site)]
  return alterations.map((alteration) => ({ ...alteration, source: site.source, rules: [site.name] }))
}

interface Altering {
  readonly site: RuleSite
  readonly ruleSet: RuleSet
}

/** What a rule asks: its conditions, or the cells of its row. */
function alterAsked(raw: Readonly<Record<string, unknown>>, { site, ruleSet }: Altering): readonly Alteration[] {
  const path = [...site.path, 'conditions']
  if (raw['conditions'] !== undefined)
    return alterConditions(raw['conditions'] as ConditionNode, { path, ...leafKnowledge(ruleSet) })
  return columnsOf(site.source).flatMap((column) => {
    const { values = leafKnowledge(ruleSet).valuesFor({ ...column, operator: 'equal', value: '' }) } = column
    const altered = alterCell(raw[column.id] as CellValue | undefined, { path: [...site.path, column.id], values })
    // A cell that cannot be read is a mistake that the check tells, no case is needed for it.
    return altered.filter(({ edit }) => !isCellMistake(readCell(column, edit.to as CellValue | undefined)))
  })
}

/** What a rule brings about. */
function alterBrought(raw: Readonly<Record<string, unknown>>, { site, ruleSet }: Altering): readonly Alteration[] {
  const { kind, path } = site
  const namesFor = outcomeNames(ruleSet, { source: site.source, raw })
  const alter = (key: string) => alterValues(raw[key], { path: [...path, key], namesFor })
  if (kind === 'transition')
    return [...alter('to'), ...alter('reason'), ...dropEach(asList(raw['from']), { path: [...path, 'from'] })]
  if (kind === 'automation') {
    const fire: readonly Alteration[] = alterValues(raw['fire'] ?? 'rising', { path: [...path, 'fire'], namesFor })
    return [...fire, ...dropEach(asList(raw['then']), { path: [...path, 'then'], least: 0 })]
  }
  return [...alter('then'), ...dropKeys(raw['then'], { path: [...path, 'then'], keys: ['decay'] })]
}

/** The days from and until which a rule holds. */
const alterSpan = (raw: Readonly<Record<string, unknown>>, { path }: RuleSite): readonly Alteration[] =>
  dropKeys(raw['effective'], { path: [...path, 'effective'], keys: ['from', 'until'] })

function dropKeys(
  value: unknown,
  { path, keys }: { readonly path: JSONPath; readonly keys: readonly string[] },
): readonly Alteration[] {
  if (typeof value !== 'object' || value === null) return []
  const present = Object.entries(value).filter(([key]) => keys.includes(key))
  return present.map(([key]) => ({ at: [...path, key], edit: { path: [...path, key] }, change: { kind: 'dropped', what: key } }))
}

/** Names that could stand where a rule says what follows; for a status, one that the rule does not come from. */
function outcomeNames(
  { lifecycle, queues, vocabulary }: RuleSet,
  { source, raw }: { readonly source: SourceFile; readonly raw: Readonly<Record<string, unknown>> },
): NamesFor {
  const from = asList(raw['from'])
  const score = source.value['score'] as { readonly groups?: readonly { readonly id: string }[] } | undefined
  const names: Readonly<Record<string, readonly string[]>> = {
    to: lifecycle.statuses.map(({ id }) => id).filter((id) => !from.includes(id)),
    reason: (lifecycle.statuses.find(({ id }) => id === raw['to'])?.reasons ?? []).map(({ id }) => id),
    queue: queues.map(({ id }) => id),
    strategy: Object.keys(vocabulary.strategies),
    group: (score?.groups ?? []).map(({ id }) => id),
    fire: ['rising', 'once'],
  }
  return (key) => names[key] ?? []
}

function namedMutants(sites: readonly RuleSite[], { ruleSet, files }: Files): readonly Mutant[] {
  return Object.keys(ruleSet.conditions).flatMap((name) => {
    const place = namedPlace(name, files)
    const rules = sites.filter(({ rule }) => rule.conditions && uses(rule.conditions, name, ruleSet)).map((site) => site.name)
    if (!place || rules.length === 0) return []
    const alterations = alterConditions(place.conditions, { path: place.path, ...leafKnowledge(ruleSet) })
    return alterations.map((alteration) => ({ ...alteration, source: place.source, rules }))
  })
}

/** Whether conditions rest on a named one, directly or through another. */
function uses(node: ConditionNode, name: string, ruleSet: RuleSet): boolean {
  if ('all' in node) return node.all.some((child) => uses(child, name, ruleSet))
  if ('any' in node) return node.any.some((child) => uses(child, name, ruleSet))
  if ('not' in node) return uses(node.not, name, ruleSet)
  if (!('condition' in node)) return false
  const meant = ruleSet.conditions[node.condition]
  return node.condition === name || (meant !== undefined && uses(meant, name, ruleSet))
}

const NO_NAMES: NamesFor = () => []

/** Bounds, caps and grades of a score, and the parameters of its model; every rule of the file is touched. */
function scoreMutants(source: SourceFile | undefined): readonly Mutant[] {
  if (!source) return []
  const alter = (key: string) => alterValues(source.value[key], { path: [key], namesFor: NO_NAMES })
  return [...alter('score'), ...alter('params')].map((alteration) => ({ ...alteration, source, rules: [] }))
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function valueAt(value: unknown, path: JSONPath): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string | number, unknown>>)[key], value)
}
