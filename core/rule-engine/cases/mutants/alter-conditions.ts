import type { JSONPath } from 'jsonc-parser'
import type { Comparison, ConditionNode } from '../../../model/conditions.js'
import type { Alteration } from './mutant.js'
import { type NamesFor, neighboursOf } from './neighbours.js'

/** What is known of the two sides of a comparison. */
export interface LeafKnowledge {
  /** Other names that could stand as its value. */
  valuesFor(leaf: Comparison): readonly string[]
  /** Whether it compares a point in time. */
  isInstant(leaf: Comparison): boolean
}

interface Altering extends LeafKnowledge {
  readonly path: JSONPath
}

/** Every small mistake that could be in conditions: values, operators, comparisons left out, `all` for `any`, a lost `not`. */
export function alterConditions(node: ConditionNode, altering: Altering): readonly Alteration[] {
  if ('fact' in node) return alterComparison(node, altering)
  if ('not' in node) return [affirmed(node.not, altering), ...alterConditions(node.not, inside(altering, 'not'))]
  if ('condition' in node) return []
  const [word, other, children] = 'all' in node ? (['all', 'any', node.all] as const) : (['any', 'all', node.any] as const)
  const swapped: readonly Alteration[] =
    children.length < 2
      ? []
      : [
          {
            at: altering.path,
            edit: { path: altering.path, to: { [other]: children } },
            change: { kind: 'group', from: word, to: other },
          },
        ]
  const each = children.flatMap((child, index) => {
    const place = inside(altering, word, index)
    return [dropped(child, { path: place.path, isOnly: children.length === 1 }), ...alterConditions(child, place)]
  })
  return [...swapped, ...each]
}

const inside = (altering: Altering, ...further: JSONPath): Altering => ({ ...altering, path: [...altering.path, ...further] })

/** What every lead has; it stands for the only part of a group, which must not be empty. */
const ALWAYS: Comparison = { fact: 'lead', path: '$.status', operator: 'present', value: true }

function dropped(node: ConditionNode, { path, isOnly }: { readonly path: JSONPath; readonly isOnly: boolean }): Alteration {
  return { at: path, edit: isOnly ? { path, to: ALWAYS } : { path }, change: { kind: 'dropped', what: node } }
}

/** At the top of a rule a comparison needs a group around it. */
function affirmed(node: ConditionNode, { path }: Altering): Alteration {
  return { at: path, edit: { path, to: 'fact' in node ? { all: [node] } : node }, change: { kind: 'affirmed', what: node } }
}

function alterComparison(leaf: Comparison, altering: Altering): readonly Alteration[] {
  const { path } = altering
  if (asksPresence(leaf, altering)) return []
  const operators = otherOperators(leaf.operator).map((to): Alteration => {
    const at = [...path, 'operator']
    return { at, edit: { path: at, to }, change: { kind: 'operator', from: leaf.operator, to } }
  })
  return [...operators, ...alterValue(leaf, altering), ...alterParams(leaf, altering)]
}

/** An instant above zero is one that is there: a millisecond more or less means nothing to anybody. */
const asksPresence = (leaf: Comparison, { isInstant }: LeafKnowledge): boolean =>
  leaf.operator === 'greaterThan' && leaf.value === 0 && isInstant(leaf)

const OTHER: Readonly<Record<string, string>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  greaterThan: 'greaterThanInclusive',
  greaterThanInclusive: 'greaterThan',
  lessThan: 'lessThanInclusive',
  lessThanInclusive: 'lessThan',
}

/** An operator of a plugin is turned round by a `not:`; of `present` it is the value that is turned. */
function otherOperators(operator: string): readonly string[] {
  if (operator === 'present') return []
  if (OTHER[operator] !== undefined) return [OTHER[operator]]
  return [operator.startsWith('not:') ? operator.slice('not:'.length) : `not:${operator}`]
}

function alterValue(leaf: Comparison, { path, valuesFor }: Altering): readonly Alteration[] {
  const at = [...path, 'value']
  const { value } = leaf
  if (Array.isArray(value))
    return value.length < 2
      ? []
      : value.map((what: unknown, index) => ({ at, edit: { path: [...at, index] }, change: { kind: 'dropped', what } }))
  const namesFor: NamesFor = () => valuesFor(leaf)
  return neighboursOf(value, { key: 'value', namesFor }).map((to) => ({
    at,
    edit: { path: at, to },
    change: { kind: 'value', key: 'value', from: value, to },
  }))
}

const NO_NAMES: NamesFor = () => []

/** Numbers and durations in the parameters of a fact, as the days of a window. */
function alterParams({ params = {} }: Comparison, { path }: Altering): readonly Alteration[] {
  return Object.entries(params).flatMap(([key, from]) => {
    const at = [...path, 'params', key]
    return neighboursOf(from, { key, namesFor: NO_NAMES }).map(
      (to): Alteration => ({ at, edit: { path: at, to }, change: { kind: 'value', key, from, to } }),
    )
  })
}
