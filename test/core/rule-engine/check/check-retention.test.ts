import { expect, test } from 'vitest'
import { checkRetention } from '../../../../core/rule-engine/check/check-retention.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'

const vocabulary = { ...vocabularyFor([]), leadSources: ['web-form', 'csv'] }
const rule = (id: string, sources?: readonly string[]) => ({
  ...{ id, after: 'P1Y', action: 'erase' },
  ...(sources ? { sources } : {}),
})
const found = (...rules: readonly object[]) =>
  checkRetention({ rules }, { vocabulary }).map(({ code, path, severity }) => [code, path.join('.'), severity])

test('rules for some sources before the one for all are no mistake', () => {
  expect(found(rule('a', ['csv', 'fair']), rule('b', ['csv', 'web-form']), rule('c'))).toEqual([])
})

test('a rule that no lead ever reaches is told so', () => {
  expect(found(rule('a'), rule('b', ['csv']))).toEqual([['RULE_UNREACHABLE', 'rules.1.id', undefined]])
  expect(found(rule('a', ['csv']), rule('b', ['web-form']), rule('c', ['web-form', 'csv']))).toEqual([
    ['RULE_UNREACHABLE', 'rules.2.id', undefined],
  ])
})

test('a rule that stands twice is told so', () => {
  expect(found(rule('a', ['csv']), rule('a', ['fair']))).toEqual([['RULE_ID_DUPLICATE', 'rules.1.id', undefined]])
})

test('a source that looks misspelt is a warning with the one that was meant; another name may be a sender’s own', () => {
  expect(found(rule('a', ['web-frm', 'spring-fair']))).toEqual([['RULE_SOURCE_UNKNOWN', 'rules.0.sources.0', 'warning']])
  const [finding] = checkRetention({ rules: [rule('a', ['web-frm'])] }, { vocabulary })
  expect(finding?.message).toMatchObject({ en: expect.stringContaining('Did you mean "web-form"?') })
})
