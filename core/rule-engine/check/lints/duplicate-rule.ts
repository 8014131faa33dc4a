import { canonicalJson } from '../../../model/canonical-json.js'
import type { ConditionNode } from '../../../model/conditions.js'
import { isSingleHit } from '../../files/rule-list.js'
import { joined } from '../joined.js'
import { type Lint, nameOf, type PlacedRule } from './lint.js'
import { placedTables } from './placed-tables.js'

/**
 * Finds rules that ask the same as another: of scoring, automations that also do the same, segments. Where the first rule wins
 * the second is never reached, which is told there.
 */
export const duplicateRule: Lint = (context) => {
  const { rules } = context
  const inTurn = new Set(placedTables(context).flatMap((table) => (isSingleHit(table.hitPolicy) ? table.rules : [])))
  return [rules('scoring'), rules('automation'), rules('segment')].flatMap((all) => {
    const list = all.filter((rule) => !inTurn.has(rule))
    const seen = new Map<string, PlacedRule>()
    return list.flatMap((rule) => {
      const key = keyOf(rule)
      const earlier = seen.get(key)
      if (!earlier) {
        seen.set(key, rule)
        return []
      }
      const isElsewhere = earlier.source !== rule.source
      const same = {
        en: `This asks exactly what ${nameOf(earlier)}${isElsewhere ? ` in ${earlier.source.file}` : ''} asks`,
        fa: `این دقیقاً همان را می‌پرسد که ${nameOf(earlier)}${isElsewhere ? ` در ${earlier.source.file}` : ''} می‌پرسد`,
      }
      const message = joined(same, rule.entry.kind === 'scoring' ? ON_TOP : '.')
      return [
        { source: rule.source, finding: { path: [...rule.path, 'id'], code: 'RULE_DUPLICATE', severity: 'warning', message } },
      ]
    })
  })
}

const ON_TOP = {
  en: '; its points come on top. Put them into one rule if that is not meant.',
  fa: ' و امتیازش به آن افزوده می‌شود. اگر چنین قصدی نیست، هر دو را یک قاعده کنید.',
}

function keyOf({ entry: { kind, conditions, outcome, file } }: PlacedRule): string {
  const same = kind === 'automation' ? outcome : kind === 'scoring' ? file : ''
  return canonicalJson([sorted(conditions), same])
}

/** The order inside a group makes no difference to what it asks. */
function sorted(node: ConditionNode): unknown {
  const inOrder = (children: readonly ConditionNode[]) => children.map((child) => canonicalJson(sorted(child))).sort()
  if ('all' in node) return node.all.length === 1 ? sorted(node.all[0] as ConditionNode) : { all: inOrder(node.all) }
  if ('any' in node) return node.any.length === 1 ? sorted(node.any[0] as ConditionNode) : { any: inOrder(node.any) }
  return 'not' in node ? { not: sorted(node.not) } : node
}
