import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { buildRuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { LIFECYCLE, sourceOf } from '../rules-for-test.js'

const won = { fact: 'opportunity', path: '$.outcome', operator: 'equal', value: 'won' }
const task = { type: 'task.create', params: { subject: 'Hand over' } }

function codesOf(entity: string, comparison: object, action: object): readonly string[] {
  const rules = [{ id: 'one', conditions: { all: [comparison] }, then: [action] }]
  const sources = [sourceOf('lifecycle', LIFECYCLE), sourceOf('automation', { id: 'sales', entity, rules })]
  try {
    buildRuleSet(sources, vocabularyFor(sources))
    return []
  } catch (thrown) {
    if (!(thrown instanceof CrmErrors)) throw thrown
    return thrown.errors.map(({ code }) => code)
  }
}

describe('a rule about other records than leads', () => {
  test.each([
    ['asks about the record and acts on it', 'opportunity', won, task, []],
    [
      'cannot ask what only leads have',
      'opportunity',
      { fact: 'grade', operator: 'equal', value: 'hot' },
      task,
      ['RULE_FACT_UNKNOWN'],
    ],
    ['cannot ask for a field that is not there', 'opportunity', { ...won, path: '$.outcom' }, task, ['RULE_FIELD_UNKNOWN']],
    ['cannot use an action for leads alone', 'opportunity', won, { type: 'lead.reassign' }, ['RULE_ACTION_UNFIT']],
  ] as const)('%s', (_what, entity, comparison, action, codes) => {
    expect(codesOf(entity, comparison, action)).toEqual(codes)
  })
})
