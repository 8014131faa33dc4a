import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CrmError } from '../../../core/errors.js'
import { parseConditions } from '../../../core/operations/index.js'
import type { RuleSet } from '../../../core/rule-engine/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

const lead = (field: string, operator: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator, value })
const jalali = (of: string) => ({ fact: 'jalali', params: { of }, path: '$.month', operator: 'equal', value: 7 })
const failure = (given: unknown, ruleSet?: RuleSet): CrmError => {
  try {
    parseConditions(given, ruleSet)
  } catch (thrown) {
    if (thrown instanceof CrmError) return thrown
    throw thrown
  }
  throw new Error('It did not fail.')
}

describe('conditions of a stranger are checked like those of a rule', () => {
  test.each([
    [lead('emial', 'present', true), 'FILTER_FIELD_UNKNOWN', 'Did you mean "email"?'],
    [{ fact: 'laed', operator: 'equal', value: 1 }, 'FILTER_INVALID', 'Did you mean "lead"?'],
    [lead('city', 'equals', 'Yazd'), 'FILTER_INVALID', 'Did you mean "equal"?'],
    [lead('createdAt', 'greaterThan', '2026-02-30'), 'FILTER_INVALID', 'There is no day "2026-02-30"'],
    [lead('createdAt', 'greaterThan', '1406-01-01'), 'FILTER_INVALID', 'looks like a Jalali date; write 2027-03-21.'],
    [lead('createdAt', 'greaterThan', 'yesterday'), 'FILTER_INVALID', 'is no date'],
    [lead('createdAt', 'someValue:in', ['2026-01-01', 0]), 'FILTER_INVALID', 'needs a list of values'],
    [lead('createdAt', 'someValue:equal', '2026-01-01'), 'FILTER_INVALID', 'needs a list of values'],
    [lead('email', 'greaterThan', 5), 'FILTER_INVALID', 'of type email'],
    [lead('status', 'equal', 'contactd'), 'FILTER_INVALID', 'Did you mean "contacted"?'],
    [lead('createdAt', 'includesText', '2026'), 'FILTER_INVALID', 'compares texts, and this is of type dateTime'],
    [lead('city', 'sameText', ' '), 'FILTER_INVALID', 'needs a text in quotes'],
    [lead('createdAt', '#within', {}), 'FILTER_INVALID', 'There is no operator'],
    [jalali('creatdAt'), 'FILTER_FIELD_UNKNOWN', 'Did you mean "createdAt"?'],
    [jalali('city'), 'FILTER_FIELD_UNKNOWN', 'date field'],
    [{ fact: 'lead', operator: 'equal', value: 1 }, 'FILTER_INVALID', 'several parts'],
    [{ condition: 'isHott' }, 'RULE_CONDITION_UNKNOWN', 'Did you mean "isHot"?'],
  ])('%j', (given, code, says) => {
    const { code: found, message, status, details } = failure({ all: [given] }, opened.crm.rules())
    expect({ found, status, field: details.field }).toEqual({ found: code, status: 400, field: 'where' })
    expect(message).toContain(says)
    expect(details['at']).toMatch(/^all\.0\./)
  })

  test.each([
    ['greaterThan', '2026-01-01', Date.UTC(2026, 0, 1)],
    ['not:lessThan', '2026-01-01T03:30:00+03:30', Date.UTC(2026, 0, 1)],
    ['in', ['2026-01-01', 5, null], [Date.UTC(2026, 0, 1), 5, null]],
    ['someValue:in', [['2026-01-01'], []], [[Date.UTC(2026, 0, 1)], []]],
    ['everyValue:notEqual', ['2026-01-01T00:00:00.001Z'], [Date.UTC(2026, 0, 1) + 1]],
  ])('dates become milliseconds: createdAt %s %j', (operator, written, value) => {
    const conditions = parseConditions({ not: lead('createdAt', operator, written) }, opened.crm.rules())
    expect(conditions).toEqual({ not: lead('createdAt', operator, value) })
  })

  test('and good ones are given back, a single comparison as a group of one', () => {
    const leaf = lead('grade', 'in', ['hot', 'cold'])
    expect(parseConditions(leaf, opened.crm.rules())).toEqual({ all: [leaf] })
    expect(parseConditions({ not: { condition: 'isHot' } }, opened.crm.rules())).toEqual({ not: { condition: 'isHot' } })
  })
})

test.each([[{ al: [] }], [{ all: [] }], ['isHot'], [{ condition: 5 }], [{ condition: 'isHot', value: 1 }]])(
  'what is no condition at all is refused before any name is looked at: %j',
  (given) => {
    expect(failure(given).code).toBe('FILTER_SHAPE')
  },
)
