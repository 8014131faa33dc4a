import type { ConditionNode } from '../../../model/conditions.js'
import { leavesOf } from '../../analyse/variables.js'
import type { Lint, LintContext } from './lint.js'
import { namedPlaces } from './named-places.js'

const KINDS = ['scoring', 'transition', 'automation', 'segment'] as const

/**
 * Finds conditions that every lead meets. Routing ends in such a rule on purpose, a row of "-" and a lone `present` say it on
 * purpose.
 */
export const alwaysTrue: Lint = (context) => {
  const rules = KINDS.flatMap((kind) => context.rules(kind)).flatMap(({ source, path, written }) => {
    const conditions = written['conditions'] as ConditionNode | undefined
    return conditions ? [{ source, path: [...path, 'conditions'], conditions }] : []
  })
  return [...namedPlaces(context.files), ...rules]
    .filter(({ conditions }) => !isMeant(conditions, context) && isAlways(conditions, context))
    .map(({ source, path }) => ({
      source,
      finding: {
        path,
        code: 'RULE_ALWAYS_TRUE',
        severity: 'warning',
        message: EVERYONE,
      },
    }))
}

const EVERYONE = {
  en: 'Every lead meets these conditions; they ask nothing.',
  fa: 'همهٔ سرنخ‌ها این شرط‌ها را دارند؛ چیزی پرسیده نمی‌شود.',
}

function isAlways(conditions: ConditionNode, { ask }: LintContext): boolean {
  const { point, exact } = ask({ holds: [], fails: [conditions] })
  return point === undefined && exact
}

function isMeant(conditions: ConditionNode, { scope }: LintContext): boolean {
  const leaves = leavesOf(conditions, scope)
  return leaves.length === 1 && leaves[0]?.operator === 'present'
}
