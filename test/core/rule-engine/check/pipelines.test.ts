import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { buildRuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { LIFECYCLE, sourceOf } from '../rules-for-test.js'

const OPEN = { id: 'open', label: { en: 'Open' }, category: 'open' }
const WON = { id: 'won', label: { en: 'Won' }, category: 'won' }

function mistakesIn(statuses: readonly object[], more: object = {}) {
  const pipeline = { title: { en: 'Direct' }, entity: 'opportunity', start: 'open', statuses, ...more }
  try {
    const sources = [sourceOf('lifecycle', LIFECYCLE), sourceOf('lifecycle', { id: 'direct', ...pipeline })]
    buildRuleSet(sources, vocabularyFor(sources))
    return []
  } catch (thrown) {
    if (!(thrown instanceof CrmErrors)) throw thrown
    return thrown.errors.map(({ code, message, details }) => ({ code, message, line: details['line'] }))
  }
}

const guard = (comparison: object) => ({ ...WON, guard: [{ conditions: { all: [comparison] }, message: { en: 'No.' } }] })

describe('a pipeline', () => {
  test('stands beside the statuses of leads and may ask about the opportunity and its account', () => {
    const asks = guard({ fact: 'account', path: '$.address', operator: 'present', value: true })
    expect(mistakesIn([{ ...OPEN, next: ['won'], requires: ['amount'], ageLimit: 'P7D' }, asks])).toEqual([])
  })

  test.each([
    ['a field that is not there', [{ ...OPEN, requires: ['amont'] }, WON], 'RULE_FIELD_UNKNOWN', 'Did you mean "amount"?'],
    ['a stage that is not there', [{ ...OPEN, next: ['wonn'] }, WON], 'RULE_STATUS_UNKNOWN', 'Did you mean "won"?'],
    ['a stage told twice', [OPEN, OPEN, WON], 'RULE_ID_DUPLICATE', ''],
    [
      'a task for nobody',
      [{ ...OPEN, tasks: [{ id: 'a', subject: { en: 'A' }, assignee: 'boss' }] }, WON],
      'RULE_PARAM_INVALID',
      'is nobody',
    ],
    [
      'a guard about a field that is not there',
      [OPEN, guard({ fact: 'account', path: '$.adress', operator: 'present', value: true })],
      'RULE_FIELD_UNKNOWN',
      'Did you mean "address"?',
    ],
    [
      'a guard about what it cannot know',
      [OPEN, guard({ fact: 'workload', operator: 'lessThan', value: 3 })],
      'RULE_GUARD_FACT',
      'workload',
    ],
    ['the category of a lead', [OPEN, { ...WON, category: 'converted' }], 'RULE_SHAPE', ''],
  ])('%s is a mistake', (_name, statuses, code, says) => {
    expect(mistakesIn(statuses)).toMatchObject([{ code, message: expect.stringContaining(says), line: expect.any(Number) }])
  })

  test('begins in a stage that it has', () => {
    expect(mistakesIn([OPEN, WON], { start: 'opn' })).toMatchObject([{ code: 'RULE_STATUS_UNKNOWN' }])
  })
})
