import type { CaseRun, RuleSet, SourceFile } from '../../../../core/rule-engine/index.js'
import { buildRuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { environment, LIFECYCLE, sourceOf, when } from '../rules-for-test.js'

/** A field of the deployment, as the rules of this folder's tests ask for it. */
export const EMPLOYEES = {
  entity: 'lead',
  fields: { employees: { type: 'integer', label: { en: 'Employees', fa: 'کارمندان' } } },
}

const RULES = {
  lifecycle: LIFECYCLE,
  queues: { queues: ['sales', 'desk'].map((id) => ({ id, label: { en: id } })) },
  fields: EMPLOYEES,
  conditions: { conditions: [{ id: 'large', conditions: when('$.employees', 'greaterThanInclusive', 500) }] },
  scoring: {
    score: { min: 0, max: 20, groups: [{ id: 'fit' }], grades: [{ grade: 'hot', from: 20 }, { grade: 'cold' }] },
    rules: [{ id: 'large', conditions: { condition: 'large' }, then: { group: 'fit', points: 20 } }],
  },
  routing: {
    table: {
      inputs: [
        { id: 'size', fact: 'lead', path: '$.employees', type: 'number' },
        { id: 'place', fact: 'lead', path: '$.province', type: 'string', values: ['tehran', 'fars'] },
      ],
      rows: [
        { id: 'big', size: '[100..500)', place: 'tehran', then: { queue: 'sales', strategy: 'round-robin' } },
        { id: 'rest', size: '-', place: '-', then: { queue: 'desk', strategy: 'round-robin' } },
      ],
    },
  },
  automation: {
    rules: [
      {
        id: 'late',
        fire: 'once',
        conditions: {
          all: [
            { fact: 'elapsed', params: { since: ['createdAt'], unit: 'hours' }, operator: 'greaterThanInclusive', value: 4 },
            { not: { condition: 'large' } },
          ],
        },
        then: [{ type: 'notify', params: { text: 'x' } }],
      },
    ],
  },
}

/** A few rules of every kind, with these cases for them. */
export function smallShop(cases: readonly object[]): CaseRun & { readonly ruleSet: RuleSet } {
  const rules = Object.entries(RULES).map(([kind, content]) => sourceOf(kind, content))
  const written = cases.length === 0 ? [] : [sourceOf('cases', { for: ['scoring'], cases })]
  const files: readonly SourceFile[] = [...rules, ...written]
  return { ruleSet: buildRuleSet(rules, vocabularyFor(rules)), files, environmentFor: (place) => environment(place) }
}
