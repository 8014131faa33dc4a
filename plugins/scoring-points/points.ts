import {
  type Contribution,
  defineScoringModel,
  type LocalizedText,
  type ScoredRule,
  type Text,
  textIn,
} from '../../core/plugin-api/index.js'
import { holdWithin, sumOf } from './hold-within.js'
import { pointsOfRule } from './points-of-rule.js'

/**
 * Adds up the points of the rules that matched. Each group is held within its bounds, then the whole: what a bound takes
 * away or gives back is a contribution of its own, `cap` or `floor`, so that the contributions add up to the total.
 */
export const points = defineScoringModel({
  label: { en: 'Points', fa: 'نمره' },
  score({ rules, limits, now }) {
    const groups = limits.groups.map((group) => ({ ...group, earned: [] as Contribution[] }))
    const outside: Contribution[] = []
    let changesAt = Infinity
    for (const rule of rules) {
      if (!rule.matched) continue
      const given = pointsOfRule(rule, now)
      changesAt = Math.min(changesAt, given.changesAt ?? Infinity)
      const group = groups.find(({ id }) => id === rule.then.group)
      ;(group?.earned ?? outside).push(contributionOf(rule, given.points))
    }
    const inGroups = groups.flatMap(({ id, label = id, earned, ...bounds }) =>
      holdWithin(earned, { ...bounds, group: id, name: inQuotes(label) }),
    )
    const { min, max } = limits
    const contributions = holdWithin([...inGroups, ...outside], { min, max, name: { en: 'the total', fa: 'مجموع' } })
    return { total: sumOf(contributions), contributions, ...(changesAt === Infinity ? {} : { changesAt }) }
  },
})

function inQuotes(label: Text): LocalizedText {
  return { en: `"${textIn(label, 'en')}"`, fa: `«${textIn(label, 'fa')}»` }
}

function contributionOf({ id, title, then: { group } }: ScoredRule, points: number): Contribution {
  return typeof group === 'string' ? { rule: id, title, points, group } : { rule: id, title, points }
}
