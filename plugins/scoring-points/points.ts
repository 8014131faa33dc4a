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
  score({ rules, limits }) {
    const earned = rules.filter(({ matched }) => matched).map(contributionOf)
    const inGroups = limits.groups.flatMap(({ id, label = id, ...bounds }) => {
      const ofGroup = earned.filter(({ group }) => group === id)
      return holdWithin(ofGroup, { ...bounds, group: id, name: inQuotes(label) })
    })
    const outside = earned.filter(({ group }) => !limits.groups.some(({ id }) => id === group))
    const { min, max } = limits
    const contributions = holdWithin([...inGroups, ...outside], { min, max, name: { en: 'the total', fa: 'مجموع' } })
    return { total: sumOf(contributions), contributions }
  },
})

function inQuotes(label: Text): LocalizedText {
  return { en: `"${textIn(label, 'en')}"`, fa: `«${textIn(label, 'fa')}»` }
}

function contributionOf(rule: ScoredRule): Contribution {
  const { group } = rule.then
  return { rule: rule.id, title: rule.title, points: pointsOfRule(rule), ...(typeof group === 'string' ? { group } : {}) }
}
