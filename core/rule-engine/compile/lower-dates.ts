import { readDateLiteral } from '../../model/calendar/date-literal.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { declarationOf } from '../check/check-fact-side.js'
import type { SourceFile } from '../files/source-file.js'
import type { Vocabulary } from '../rule-set.js'
import { isCoreOperator } from './operator-test.js'
import { isFactReference } from './slot-table.js'

/**
 * Writes the dates that instants are compared with as milliseconds, which is what facts hold: a day is its midnight in UTC.
 * What is no date stays as it is, and so does what the operator of a plugin is given.
 * @example lowerDates({ fact: 'now', operator: 'lessThan', value: '2026-01-01' }, vocabulary) // value: Date.UTC(2026, 0, 1)
 */
export function lowerDates<N extends ConditionNode>(node: N, vocabulary: Vocabulary): N {
  return lowered(node, vocabulary) as N
}

/** The same for all conditions of a file whose shape is right; its text and positions stay. */
export function lowerDatesIn(source: SourceFile, vocabulary: Vocabulary): SourceFile {
  const { kind, value } = source
  if (kind === 'segment') return { ...source, value: withDates(value, vocabulary) }
  if (kind === 'sequence') return { ...source, value: sequenceWithDates(value, vocabulary) }
  const key = kind === 'conditions' ? 'conditions' : 'rules'
  const list = value[key]
  if (!WITH_CONDITIONS.has(kind) || !Array.isArray(list)) return source
  return { ...source, value: { ...value, [key]: list.map((each: Entry) => withDates(each, vocabulary)) } }
}

function sequenceWithDates(value: Entry, vocabulary: Vocabulary): Entry {
  const { enter, exit } = value as { readonly enter?: Conditions; readonly exit?: readonly Entry[] }
  return {
    ...value,
    ...(enter ? { enter: lowerDates(enter, vocabulary) } : {}),
    ...(exit ? { exit: exit.map((each) => withDates(each, vocabulary)) } : {}),
  }
}

const WITH_CONDITIONS: ReadonlySet<SourceFile['kind']> = new Set<SourceFile['kind']>([
  'automation',
  'conditions',
  'routing',
  'scoring',
  'transition',
])

type Entry = Readonly<Record<string, unknown>>

function withDates(entry: Entry, vocabulary: Vocabulary): Entry {
  const conditions = entry['conditions'] as Conditions | undefined
  return conditions ? { ...entry, conditions: lowerDates(conditions, vocabulary) } : entry
}

function lowered(node: ConditionNode, vocabulary: Vocabulary): ConditionNode {
  const each = (nodes: readonly ConditionNode[]) => nodes.map((child) => lowered(child, vocabulary))
  if ('all' in node) return { ...node, all: each(node.all) }
  if ('any' in node) return { ...node, any: each(node.any) }
  if ('not' in node) return { ...node, not: lowered(node.not, vocabulary) }
  return 'fact' in node && comparesInstant(node, vocabulary) ? { ...node, value: instants(node.value) } : node
}

function comparesInstant(leaf: Comparison, vocabulary: Vocabulary): boolean {
  const base = leaf.operator.split(':').at(-1) ?? ''
  if (isFactReference(leaf.value) || !isCoreOperator(base, vocabulary.operators)) return false
  return declarationOf(leaf, { vocabulary })?.type === 'dateTime'
}

function instants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(instants)
  if (typeof value !== 'string') return value
  const read = readDateLiteral(value)
  return 'ms' in read ? read.ms : value
}
