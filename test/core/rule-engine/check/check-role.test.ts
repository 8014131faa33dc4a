import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { buildRuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { LIFECYCLE, sourceOf } from '../rules-for-test.js'

const ROLE = { id: 'junior', title: { en: 'Junior', fa: 'تازه‌کار' }, entities: { lead: { read: 'own' } }, may: ['task:write'] }

function mistakesIn(role: Readonly<Record<string, unknown>>) {
  const sources = [sourceOf('lifecycle', LIFECYCLE), sourceOf('role', { ...ROLE, ...role })]
  try {
    buildRuleSet(sources, vocabularyFor(sources))
    return []
  } catch (thrown) {
    if (!(thrown instanceof CrmErrors)) throw thrown
    return thrown.errors.map(({ code }) => code)
  }
}

describe('a role', () => {
  test('that names what there is, is none', () => {
    expect(mistakesIn({})).toEqual([])
    expect(mistakesIn({ may: ['*'] })).toEqual([])
  })

  test('that allows what nobody can is told so', () => {
    expect(mistakesIn({ may: ['lead:fly'] })).toEqual(['RULE_PERMISSION_UNKNOWN'])
  })

  test('that hides a field which is not there is told so', () => {
    expect(mistakesIn({ entities: { lead: { read: 'all', hidden: ['phoen'] } } })).toEqual(['RULE_FIELD_UNKNOWN'])
  })

  test('that writes what it cannot read is told so', () => {
    expect(mistakesIn({ entities: { lead: { write: 'own' } } })).toEqual(['RULE_REACH_UNFIT'])
  })

  test('that means its own of what belongs to nobody is told so', () => {
    expect(mistakesIn({ entities: { product: { read: 'own' } } })).toEqual(['RULE_REACH_UNFIT'])
  })

  test('that asks for a field which is not there in its conditions is told so', () => {
    const read = { all: [{ fact: 'lead', path: '$.phoen', operator: 'equal', value: 'x' }] }
    expect(mistakesIn({ entities: { lead: { read } } })).toEqual(['RULE_FIELD_UNKNOWN'])
  })
})
