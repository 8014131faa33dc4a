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
  const at = { path: [...path, 'condition'], code: 'RULE_CONDITION_UNKNOWN' as const, what: 'named condition' as const }
  return unknownName(node.condition, names.conditions, at)
}

/** A circle of names that begins and ends with this one, if there is one. */
export function circleFrom(name: string, meanings: Readonly<Record<string, Conditions>>): readonly string[] | undefined {
  const cameFrom = new Map<string, string>()
  const waiting = [name]
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    const meaning = Object.hasOwn(meanings, current) ? meanings[current] : undefined
    for (const next of namesIn(meaning)) {
      if (next === name) return [...trailTo(current, cameFrom), name]
      if (cameFrom.has(next)) continue
      cameFrom.set(next, current)
      waiting.push(next)
    }
  }
  return undefined
}

function trailTo(name: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const trail = [name]
  for (let from = cameFrom.get(name); from !== undefined; from = cameFrom.get(from)) trail.unshift(from)
  return trail
}

/** Names of conditions that a node refers to directly. */
export function namesIn(node: ConditionNode | undefined): readonly string[] {
  if (!node) return []
  if ('all' in node) return node.all.flatMap(namesIn)
  if ('any' in node) return node.any.flatMap(namesIn)
  if ('not' in node) return namesIn(node.not)
  return 'condition' in node ? [node.condition] : []
}

/** Facts that conditions read, through names as well; each name is followed once. */
export function factsRead(node: ConditionNode, meanings: Readonly<Record<string, Conditions>>): readonly string[] {
  const followed = new Set<string>()
  const waiting: ConditionNode[] = [node]
  const facts: string[] = []
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if ('all' in current) waiting.push(...current.all)
    else if ('any' in current) waiting.push(...current.any)
    else if ('not' in current) waiting.push(current.not)
    else if ('fact' in current) facts.push(current.fact)
    else if (!followed.has(current.condition) && Object.hasOwn(meanings, current.condition)) {
      followed.add(current.condition)
      const meaning = meanings[current.condition]
      if (meaning) waiting.push(meaning)
    }
  }
  return facts
}
