import type { JSONPath } from 'jsonc-parser'
import type { ConditionNode } from '../../../model/conditions.js'
import { leavesOf } from '../../analyse/variables.js'
import { joined } from '../joined.js'
import { describeLeaf } from './describe-leaf.js'
import type { Lint, LintContext, PlacedFinding } from './lint.js'
import { namedPlaces } from './named-places.js'

const KINDS = ['scoring', 'transition', 'routing', 'automation', 'segment'] as const

/** Finds conditions for which no lead can be imagined. A rule that is so only through a named condition is not told again. */
export const neverTrue: Lint = (context) => {
  const named = namedPlaces(context.files).filter(({ conditions }) => isNever([conditions], context))
  const names = new Set(named.map(({ id }) => id))
  const rules = KINDS.flatMap((kind) => context.rules(kind)).filter(({ entry }) => isNever([entry.conditions], context))
  return [
    ...named.map(({ source, path, conditions }) => findingOf({ source, path, conditions }, context)),
    ...rules.flatMap(({ source, path, written, entry }) => {
      const conditions = (written['conditions'] as ConditionNode | undefined) ?? entry.conditions
      const isEcho = JSON.stringify(conditions)
        .match(/"condition":"([^"]+)"/g)
        ?.some((use) => names.has(use.slice(13, -1)))
      const at = written['conditions'] === undefined ? path : [...path, 'conditions']
      return isEcho ? [] : [findingOf({ source, path: at, conditions: entry.conditions }, context)]
    }),
  ]
}

function isNever(holds: readonly ConditionNode[], { ask }: LintContext): boolean {
  const { point, exact } = ask({ holds })
  return point === undefined && exact
}

interface Place {
  readonly source: PlacedFinding['source']
  readonly path: JSONPath
  readonly conditions: ConditionNode
}

function findingOf({ source, path, conditions }: Place, context: LintContext): PlacedFinding {
  const { code, reason } = reasonOf(conditions, context)
  const message = joined(
    { en: 'No lead can meet these conditions: ', fa: 'هیچ سرنخی نمی‌تواند این شرط‌ها را داشته باشد: ' },
    reason,
    '.',
  )
  return { source, finding: { path, code, severity: 'warning', message } }
}

/** The one comparison, or the two, that cannot be. */
function reasonOf(conditions: ConditionNode, context: LintContext) {
  const parts = partsOf(conditions)
  const alone = parts.find((part) => isNever([part], context))
  if (alone) {
    const [leaf] = leavesOf(alone, context.scope)
    const isScore = leaf?.fact === 'score' || leaf?.path === '$.score'
    const code = isScore ? ('RULE_SCORE_UNREACHABLE' as const) : ('RULE_NEVER_TRUE' as const)
    const more = isScore ? { en: '; no total comes to that', fa: '؛ هیچ امتیازی به آن نمی‌رسد' } : ''
    return { code, reason: joined(describeLeaf(alone), { en: ' is never so', fa: ' هرگز برقرار نیست' }, more) }
  }
  const pairs = parts.flatMap((left, index) => parts.slice(index + 1).map((right) => [left, right] as const))
  const pair = pairs.find((two) => isNever(two, context))
  const exclude = { en: 'exclude each other', fa: 'با هم جمع نمی‌شوند' }
  const both = pair && [describeLeaf(pair[0]), { en: ' and ', fa: ' و ' }, describeLeaf(pair[1]), ' ']
  const reason = joined(...(both ?? [{ en: 'they ', fa: '' }]), exclude)
  return { code: 'RULE_NEVER_TRUE' as const, reason }
}

function partsOf(node: ConditionNode): readonly ConditionNode[] {
  return 'all' in node ? node.all.flatMap(partsOf) : [node]
}
