import type { JSONPath } from 'jsonc-parser'
import type { ConditionNode, Conditions } from '../../model/conditions.js'
import { checkComparison } from './check-comparison.js'
import { type Finding, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
}

/** Checks every name and comparison inside conditions. */
export function checkConditions(node: ConditionNode, { path, names }: Place): Finding[] {
  if ('all' in node) return node.all.flatMap((child, index) => checkConditions(child, { path: [...path, 'all', index], names }))
  if ('any' in node) return node.any.flatMap((child, index) => checkConditions(child, { path: [...path, 'any', index], names }))
  if ('not' in node) return checkConditions(node.not, { path: [...path, 'not'], names })
  if ('fact' in node) return checkComparison(node, { path, names })
  const at = { path: [...path, 'condition'], code: 'RULE_CONDITION_UNKNOWN' as const, what: 'named condition' }
  return unknownName(node.condition, names.conditions, at)
}

/** A circle of names that begins and ends with this one, if there is one. */
export function circleFrom(name: string, meanings: Readonly<Record<string, Conditions>>): readonly string[] | undefined {
  const search = (current: string, trail: readonly string[]): readonly string[] | undefined => {
    const meaning = Object.hasOwn(meanings, current) ? meanings[current] : undefined
    for (const next of meaning ? namesIn(meaning) : []) {
      if (next === name) return [...trail, next]
      const found = trail.includes(next) ? undefined : search(next, [...trail, next])
      if (found) return found
    }
    return undefined
  }
  return search(name, [name])
}

/** Names of conditions that a node refers to directly. */
function namesIn(node: ConditionNode): readonly string[] {
  if ('all' in node) return node.all.flatMap(namesIn)
  if ('any' in node) return node.any.flatMap(namesIn)
  if ('not' in node) return namesIn(node.not)
  return 'condition' in node ? [node.condition] : []
}

/** Facts that conditions read, through names as well. */
export function factsRead(
  node: ConditionNode,
  meanings: Readonly<Record<string, Conditions>>,
  seen: readonly string[] = [],
): readonly string[] {
  if ('all' in node) return node.all.flatMap((child) => factsRead(child, meanings, seen))
  if ('any' in node) return node.any.flatMap((child) => factsRead(child, meanings, seen))
  if ('not' in node) return factsRead(node.not, meanings, seen)
  if ('fact' in node) return [node.fact]
  const meaning = seen.includes(node.condition) || !Object.hasOwn(meanings, node.condition) ? undefined : meanings[node.condition]
  return meaning ? factsRead(meaning, meanings, [...seen, node.condition]) : []
}
