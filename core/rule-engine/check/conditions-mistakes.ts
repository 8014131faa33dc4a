import type { Conditions } from '../../model/conditions.js'
import type { RuleSet } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import type { Finding } from './finding.js'
import { type KnownNames, labelsOf } from './known-names.js'

/** What is wrong with conditions that stand in no file, for example a filter: checked as those of a rule are, against the rules as they are. */
export function conditionsMistakes(conditions: Conditions, ruleSet: RuleSet): readonly Finding[] {
  return checkConditions(conditions, { path: [], names: namesOf(ruleSet) })
}

function namesOf({
  vocabulary,
  lifecycle,
  conditions,
  queues,
  scoring,
  calendars,
  pipelines,
  mails,
  sequences,
}: RuleSet): KnownNames {
  const grades = scoring.flatMap(({ score }) => score.grades.map(({ grade }) => grade))
  return {
    vocabulary,
    lifecycle,
    pipelines: Object.keys(pipelines).length > 0 ? pipelines : undefined,
    meanings: conditions,
    conditions: Object.keys(conditions),
    statuses: lifecycle.statuses.map(({ id }) => id),
    queues: queues.map(({ id }) => id),
    calendars: Object.keys(calendars),
    mails: Object.keys(mails),
    sequences: Object.keys(sequences),
    scores: scoring.map(({ id }) => id),
    grades: [...new Set(grades)],
    labels: labelsOf({ statuses: lifecycle.statuses, queues, grades: scoring.flatMap(({ score }) => score.grades) }),
  }
}
