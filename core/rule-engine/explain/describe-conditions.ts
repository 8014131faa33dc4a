import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { textIn } from '../../model/text/localized-text.js'
import { inlineConditions } from '../compile/inline-conditions.js'
import { isFactReference } from '../compile/slot-table.js'
import { describeFact, describeValue, isInstant } from './describe-side.js'
import { type Reader, readerOf, type Wishes } from './reader.js'
import { wordsIn } from './words.js'

/** Conditions as people read them: groups of sentences, and names where conditions are named. */
export type ConditionTree =
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly ConditionTree[] }
  | { readonly kind: 'named'; readonly name: string; readonly title?: string }
  | { readonly kind: 'sentence'; readonly subject: string; readonly verb: string; readonly object: string }

/**
 * Conditions as one readable sentence.
 * @example describeConditions(ruleSet, segment.conditions, 'en') // 'Grade is Hot and Status is none of Converted, Lost'
 */
export function describeConditions(ruleSet: Reader['ruleSet'], conditions: Conditions, wishes: string | Wishes): string {
  return sentenceOf(
    conditionTree(ruleSet, inlineConditions(ruleSet, conditions), wishes),
    wordsIn(readerOf(ruleSet, wishes).language),
  )
}

/** Conditions as groups of sentences, for a page; a group of one is its part. */
export function conditionTree(ruleSet: Reader['ruleSet'], node: ConditionNode, wishes: string | Wishes): ConditionTree {
  return treeOf(node, readerOf(ruleSet, wishes))
}

/** What a comparison asks for: a value, or what another fact says. */
export function wanted(leaf: Comparison, reader: Reader): string {
  return isFactReference(leaf.value) ? describeFact(leaf.value, reader) : describeValue(leaf.value, leaf, reader)
}

/** The question that a comparison of an instant with 0 stands for: whether there is one at all. */
export function plainly(leaf: Comparison, reader: Reader): Comparison {
  const asksPresence = leaf.operator === 'greaterThan' && leaf.value === 0 && isInstant(leaf, reader)
  return asksPresence ? { ...leaf, operator: 'present', value: true } : leaf
}

function treeOf(node: ConditionNode, reader: Reader): ConditionTree {
  if ('all' in node) return groupOf('all', node.all, reader)
  if ('any' in node) return groupOf('any', node.any, reader)
  if ('not' in node) return { kind: 'not', parts: [treeOf(node.not, reader)] }
  if ('condition' in node) return namedAs(node.condition, reader)
  return comparisonOf(plainly(node, reader), reader)
}

function namedAs(name: string, { ruleSet, language }: Reader): ConditionTree {
  const { conditionTitles = {} } = ruleSet
  const title = Object.hasOwn(conditionTitles, name) ? conditionTitles[name] : undefined
  return { kind: 'named', name, ...(title ? { title: textIn(title, language) } : {}) }
}

function groupOf(kind: 'all' | 'any', nodes: readonly ConditionNode[], reader: Reader): ConditionTree {
  const parts = nodes.map((part) => treeOf(part, reader))
  const [only] = parts
  return parts.length === 1 && only ? only : { kind, parts }
}

function comparisonOf(leaf: Comparison, reader: Reader): ConditionTree {
  const subject = describeFact(leaf, reader)
  if (leaf.operator === 'present' && leaf.value === false)
    return { kind: 'sentence', subject, verb: wordsIn(reader.language).isEmpty, object: '' }
  const label = reader.ruleSet.vocabulary.operators[leaf.operator]?.label ?? leaf.operator
  const object = leaf.operator === 'present' && leaf.value === true ? '' : wanted(leaf, reader)
  return { kind: 'sentence', subject, verb: textIn(label, reader.language), object }
}

type Joining = Pick<ReturnType<typeof wordsIn>, 'and' | 'or' | 'not'>

function sentenceOf(tree: ConditionTree, words: Joining): string {
  if (tree.kind === 'sentence') return [tree.subject, tree.verb, tree.object].filter(Boolean).join(' ')
  if (tree.kind === 'named') return tree.name
  const parts = tree.parts.map((part) => {
    const isGroup = part.kind === 'all' || part.kind === 'any'
    return tree.kind !== 'not' && isGroup ? `(${sentenceOf(part, words)})` : sentenceOf(part, words)
  })
  return tree.kind === 'not' ? words.not(parts.join('')) : parts.join(tree.kind === 'all' ? words.and : words.or)
}
