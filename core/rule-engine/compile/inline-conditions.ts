import { CrmError } from '../../errors.js'
import type { ConditionNode, Conditions } from '../../model/conditions.js'

/** Where named conditions are looked up. */
export type NamedConditions = Readonly<Record<string, Conditions>>

/**
 * Writes conditions without names: every `{ "condition": "isHot" }` becomes what it stands for.
 * @throws {CrmError} RULE_CONDITION_UNKNOWN or RULE_CONDITION_CYCLE.
 */
export function inlineConditions(
  { conditions: named }: { readonly conditions: NamedConditions },
  conditions: Conditions,
): Conditions {
  return inlineNode(conditions, named, []) as Conditions
}

function inlineNode(node: ConditionNode, named: NamedConditions, path: readonly string[]): ConditionNode {
  if ('all' in node) return { all: node.all.map((child) => inlineNode(child, named, path)) }
  if ('any' in node) return { any: node.any.map((child) => inlineNode(child, named, path)) }
  if ('not' in node) return { not: inlineNode(node.not, named, path) }
  if (!('condition' in node)) return node
  const name = node.condition
  if (path.includes(name))
    throw new CrmError(
      'RULE_CONDITION_CYCLE',
      `Named conditions refer to each other in a circle: ${[...path, name].join(' → ')}.`,
    )
  const meant = Object.hasOwn(named, name) ? named[name] : undefined
  if (!meant) throw new CrmError('RULE_CONDITION_UNKNOWN', `There is no named condition "${name}".`)
  return inlineNode(meant, named, [...path, name])
}

/** Every comparison inside conditions that have no names left. */
export function comparisonsIn(node: ConditionNode): readonly Extract<ConditionNode, { fact: string }>[] {
  if ('all' in node) return node.all.flatMap(comparisonsIn)
  if ('any' in node) return node.any.flatMap(comparisonsIn)
  if ('not' in node) return comparisonsIn(node.not)
  return 'fact' in node ? [node] : []
}
