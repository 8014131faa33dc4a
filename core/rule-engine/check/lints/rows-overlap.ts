import { isDeepStrictEqual } from 'node:util'
import type { Point } from '../../analyse/analysis.js'
import { describePoint } from '../../analyse/describe-point.js'
import { rowOverlaps } from '../../analyse/row-overlaps.js'
import type { Lint, LintContext, PlacedFinding, PlacedRule } from './lint.js'
import { nameOf } from './lint.js'
import { type PlacedTable, placedTables, spaceOf } from './placed-tables.js'

/** Finds rows that match the same lead and do different things, in tables that promise one match at most. */
export const rowsOverlap: Lint = (context) =>
  placedTables(context)
    .filter(({ hitPolicy }) => hitPolicy === 'unique' || hitPolicy === 'any')
    .flatMap((placed) => placed.rules.flatMap((rule, index) => overlapOf(rule, index, { placed, context })))

interface Place {
  readonly placed: PlacedTable
  readonly context: LintContext
}

function overlapOf(rule: PlacedRule, index: number, { placed, context }: Place): readonly PlacedFinding[] {
  const { hitPolicy, rules } = placed
  for (const { earlier, point } of meetings(index, { placed, context })) {
    const other = rules[earlier]
    if (!other || (hitPolicy === 'any' && isDeepStrictEqual(other.entry.outcome, rule.entry.outcome))) continue
    const promise =
      hitPolicy === 'unique'
        ? { en: 'one row at most matches', fa: 'حداکثر یک سطر صدق می‌کند' }
        : { en: 'rows that match do the same', fa: 'سطرهایی که صدق می‌کنند یک کار می‌کنند' }
    const example = describePoint(point, context.scope)
    const message = {
      en: `"hitPolicy" promises that ${promise.en}, but ${nameOf(other)} and this one both match ${example.en}.`,
      fa: `«hitPolicy» وعده می‌دهد که ${promise.fa}، ولی ${nameOf(other)} و این سطر هر دو با ${example.fa} سازگارند.`,
    }
    return [{ source: rule.source, finding: { path: [...rule.path, 'id'], code: 'RULE_ROWS_OVERLAP', message } }]
  }
  return []
}

/** Earlier rows that match a lead together with this one, and that lead. */
function* meetings(index: number, { placed, context }: Place): Generator<{ readonly earlier: number; readonly point: Point }> {
  const space = spaceOf(placed, context)
  const candidates = space
    ? rowOverlaps(space, index)
    : placed.rules.slice(0, index).map((_, earlier) => ({ earlier, isCertain: false }))
  for (const candidate of candidates) {
    const both = [placed.rules[candidate.earlier], placed.rules[index]].flatMap((rule) => rule?.entry.conditions ?? [])
    const point = 'point' in candidate && candidate.isCertain ? candidate.point : context.ask({ holds: both }).point
    if (point) yield { earlier: candidate.earlier, point }
  }
}
