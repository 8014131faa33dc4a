import type { ConditionNode } from '../../../model/conditions.js'
import { findPoint } from '../../analyse/find-point.js'
import { inlineConditions } from '../../compile/inline-conditions.js'
import type { SourceFile } from '../../files/source-file.js'
import type { RuleSet } from '../../rule-set.js'
import { leadCasesIn } from '../cases-in.js'
import { type Circumstances, caseFromPoint } from './case-from-point.js'

/** Beyond this many another lead would hardly be a new one. */
const MOST_BASES = 60

const NOTHING: Circumstances = { given: { lead: {} } }

/**
 * Circumstances to begin with: nothing at all; leads that earn more and more points, for what asks a score or a grade;
 * then the leads of the cases that are there.
 */
export function bases(ruleSet: RuleSet, files: readonly SourceFile[]): readonly Circumstances[] {
  const known = leadCasesIn(files).map(
    ({ theCase: { given, start } }): Circumstances => ({ given, ...(start === undefined ? {} : { start }) }),
  )
  const seen = new Set<string>()
  const different = [NOTHING, ...ladder(ruleSet), ...known].filter((base) => {
    const key = JSON.stringify(base)
    return seen.has(key) ? false : seen.add(key)
  })
  return different.slice(0, MOST_BASES)
}

/** Takes one rule after the other that gives points, as long as they can hold together. */
function ladder(ruleSet: RuleSet): readonly Circumstances[] {
  const [scoring] = ruleSet.scoring
  const giving = (scoring?.rules ?? []).filter(({ then }) => (then.points ?? then.pointsPer?.points ?? 0) > 0)
  const steps: Circumstances[] = []
  let together: readonly ConditionNode[] = []
  for (const { conditions } of giving) {
    const more = [...together, inlineConditions(ruleSet, conditions)]
    const { point } = findPoint({ holds: more }, ruleSet)
    if (!point) continue
    together = more
    steps.push(caseFromPoint(point, { ruleSet, base: NOTHING }))
  }
  return steps
}
