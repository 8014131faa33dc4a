import { ruleList } from '../../files/rule-list.js'
import { joined, listed } from '../joined.js'
import { nameOf, type PlacedFinding, type PlacedRule } from './lint.js'

/** The columns for which a row of a table has no cell, so that it takes every value of them. */
export function leftOutCells({ source, path, written }: PlacedRule): readonly string[] {
  const { table } = path[0] === 'table' ? ruleList(source.value) : {}
  return (table?.inputs ?? []).flatMap(({ id }) => (Object.hasOwn(written, id) ? [] : [id]))
}

/** Told once, at the row that takes in more than was said, and not at each row that it leaves nothing. */
export function leftOutFinding(guilty: PlacedRule, covered: readonly PlacedRule[]): PlacedFinding {
  const columns = listed(leftOutCells(guilty).map((id) => `"${id}"`))
  const rows = listed(covered.map(nameOf))
  const [is, them] = covered.length === 1 ? ['is', 'this row'] : ['are', 'these rows']
  const message = joined(
    { en: 'This row has no cell for ', fa: 'این سطر برای ستون ' },
    columns,
    {
      en: `, which counts as "-": it takes every lead from ${them} after it, `,
      fa: ' خانه ندارد و همان «-» شمرده می‌شود: همهٔ سرنخ‌های سطرهای پس از خود را می‌گیرد، ',
    },
    rows,
    {
      en: `, which ${is} never reached. Write the cell, "-" where it is meant.`,
      fa: '، که هرگز نوبت نمی‌یابند. خانه را بنویسید؛ اگر قصد همین است «-» بگذارید.',
    },
  )
  return { source: guilty.source, finding: { path: [...guilty.path, 'id'], code: 'RULE_UNREACHABLE', message } }
}
