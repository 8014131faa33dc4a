import type { JSONPath } from 'jsonc-parser'
import type { Comparison, ConditionNode } from '../../../model/conditions.js'
import { describePoint, variableName } from '../../analyse/describe-point.js'
import { valueDomain } from '../../analyse/value-domain.js'
import { leavesOf, variableKey, variableOf } from '../../analyse/variables.js'
import { operatorTest } from '../../compile/operator-test.js'
import { isFactReference } from '../../compile/slot-table.js'
import { declarationOf } from '../check-fact-side.js'
import { joined } from '../joined.js'
import { describeLeaf } from './describe-leaf.js'
import type { Lint, LintContext, PlacedFinding } from './lint.js'
import { namedPlaces } from './named-places.js'

const KINDS = ['scoring', 'transition', 'routing', 'automation', 'segment'] as const

/**
 * Finds negations that a lead without the field meets as well, so that "not from Tehran" takes in all whose province nobody
 * knows. Whoever asks about the missing value in the same conditions has thought of it; a yes-or-no field that is
 * missing means no; and "not above zero" is how one asks whether an instant is missing.
 */
export const missingMatches: Lint = (context) => {
  const rules = KINDS.flatMap((kind) => context.rules(kind)).flatMap(({ source, path, written, entry }) => {
    const conditions = written['conditions'] as ConditionNode | undefined
    return conditions ? [{ source, path: [...path, 'conditions'], conditions, whole: entry.conditions as ConditionNode }] : []
  })
  const named = namedPlaces(context.files).map((place) => ({ ...place, whole: place.conditions as ConditionNode }))
  return [...named, ...rules].flatMap((place) => findingsIn(place, context))
}

interface Place {
  readonly source: PlacedFinding['source']
  readonly path: JSONPath
  readonly conditions: ConditionNode
  readonly whole: ConditionNode
}

function findingsIn({ source, path, conditions, whole }: Place, context: LintContext): readonly PlacedFinding[] {
  const considered = new Set(
    leavesOf(whole, context.scope)
      .filter(({ operator }) => operator === 'present')
      .map(variableKey),
  )
  const suspects = negations(conditions, { path, truth: true }).filter(
    ({ leaf, truth }) => !considered.has(variableKey(leaf)) && holdsWhereMissing(leaf, truth, context),
  )
  return suspects.flatMap(({ leaf, at }): PlacedFinding[] => {
    const missing: Comparison = { ...leaf, operator: 'present', value: false }
    const { point } = context.ask({ holds: [whole, missing] })
    if (!point) return []
    const field = variableName(variableOf(variableKey(leaf)))
    const message = joined(
      describeLeaf(leaf),
      {
        en: ` also takes in leads whose ${field} nobody knows, for example `,
        fa: ` سرنخ‌هایی را هم در بر می‌گیرد که ${field} آن‌ها معلوم نیست، برای نمونه `,
      },
      describePoint(point, context.scope),
      {
        en: `. If they are not meant, ask beside it that "${field}" is present; if they are, ask for either.`,
        fa: `. اگر مقصود نیستند، کنار آن بپرسید که «${field}» پر است؛ اگر هستند، هر یک را با «any» بخواهید.`,
      },
    )
    return [{ source, finding: { path: at, code: 'RULE_MISSING_MATCHES', severity: 'warning', message } }]
  })
}

interface Placed {
  readonly leaf: Comparison
  readonly at: JSONPath
  /** Whether the conditions want it true. */
  readonly truth: boolean
}

function negations(
  node: ConditionNode,
  { path, truth }: { readonly path: JSONPath; readonly truth: boolean },
): readonly Placed[] {
  if ('all' in node) return node.all.flatMap((child, index) => negations(child, { path: [...path, 'all', index], truth }))
  if ('any' in node) return node.any.flatMap((child, index) => negations(child, { path: [...path, 'any', index], truth }))
  if ('not' in node) return negations(node.not, { path: [...path, 'not'], truth: !truth })
  return 'fact' in node ? [{ leaf: node, at: [...path, 'operator'], truth }] : []
}

function holdsWhereMissing(leaf: Comparison, truth: boolean, { scope }: LintContext): boolean {
  if (isFactReference(leaf.value) || leaf.operator === 'present') return false
  const variable = variableOf(variableKey(leaf))
  if (!valueDomain(variable, scope).mayBeMissing || variable.fact === 'elapsed') return false
  const declaration = declarationOf(variable, scope)
  if (declaration?.type === 'boolean') return false
  if (declaration?.type === 'dateTime' && leaf.operator === 'greaterThan' && leaf.value === 0) return false
  try {
    return operatorTest(leaf.operator, scope.vocabulary.operators)?.(undefined, leaf.value) === truth
  } catch {
    return false
  }
}
