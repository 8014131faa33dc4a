import type { SaidMessage } from '../../../errors.js'
import type { ConditionNode } from '../../../model/conditions.js'
import { variableName } from '../../analyse/describe-point.js'
import { variableKey, variableOf } from '../../analyse/variables.js'
import { isFactReference } from '../../compile/slot-table.js'
import { joined } from '../joined.js'

/**
 * A part of conditions in the words of its file, for messages.
 * @example describeLeaf({ fact: 'lead', path: '$.employees', operator: 'lessThan', value: 50 }).en // '"employees lessThan 50"'
 */
export function describeLeaf(node: ConditionNode): SaidMessage {
  if ('all' in node) return node.all.length === 1 ? describeLeaf(node.all[0] as ConditionNode) : GROUPS.all
  if ('any' in node) return node.any.length === 1 ? describeLeaf(node.any[0] as ConditionNode) : GROUPS.any
  if ('not' in node) return joined({ en: 'not ', fa: 'خلافِ ' }, describeLeaf(node.not))
  if ('condition' in node) return quoted(node.condition)
  const value = isFactReference(node.value) ? variableName(variableOf(variableKey(node.value))) : shown(node.value)
  return quoted(`${variableName(variableOf(variableKey(node)))} ${node.operator} ${value}`)
}

const GROUPS = {
  all: { en: 'a group of "all"', fa: 'گروهی از «all»' },
  any: { en: 'a group of "any"', fa: 'گروهی از «any»' },
}

const quoted = (text: string): SaidMessage => ({ en: `"${text}"`, fa: `«${text}»` })

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
