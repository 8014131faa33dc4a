import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { buildRuleSet } from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { LIFECYCLE, sourceOf } from '../rules-for-test.js'

const MAIL = {
  id: 'welcome',
  title: { en: 'Welcome' },
  subject: { en: 'Hello {{lead.name}}' },
  blocks: [{ paragraph: { en: 'We are glad, {{lead.company|dear reader}}.' } }],
}
const SEQUENCE = {
  id: 'nurture',
  title: { en: 'Nurture' },
  steps: [{ id: 'first', after: 'P1D', mail: { template: 'welcome' } }],
}
const ACTION = (type: string, params: object) => ({
  id: 'acts',
  rules: [
    {
      id: 'one',
      title: { en: 'One' },
      conditions: { all: [{ fact: 'lead', path: '$.company', operator: 'equal', value: 'Pars' }] },
      then: [{ type, params }],
    },
  ],
})

function mistakesIn(
  ...files: readonly (readonly ['mail' | 'sequence' | 'automation' | 'routing', Readonly<Record<string, unknown>>])[]
) {
  const desk = { id: 'base', queues: [{ id: 'desk', label: { en: 'Desk' } }] }
  const sources = [
    sourceOf('lifecycle', LIFECYCLE),
    sourceOf('queues', desk),
    ...files.map(([kind, value]) => sourceOf(kind, value)),
  ]
  try {
    buildRuleSet(sources, vocabularyFor(sources))
    return []
  } catch (thrown) {
    if (!(thrown instanceof CrmErrors)) throw thrown
    return thrown.errors.map(({ code, message, details }) => ({ code, message, line: details['line'] }))
  }
}

describe('sequences and mails', () => {
  test('that name what there is are no mistake', () => {
    const enrol = ACTION('sequence.enrol', { sequence: 'nurture' })
    expect(mistakesIn(['mail', MAIL], ['sequence', SEQUENCE], ['automation', enrol])).toEqual([])
  })

  test('a step with a mail that is not there says which may be meant', () => {
    const steps = [{ id: 'first', after: 'P1D', mail: { template: 'welcom' } }]
    expect(mistakesIn(['mail', MAIL], ['sequence', { ...SEQUENCE, steps }])).toMatchObject([
      { code: 'RULE_MAIL_UNKNOWN', message: expect.stringContaining('Did you mean "welcome"?'), line: expect.any(Number) },
    ])
  })

  test('a placeholder that no mail can fill says which may be meant', () => {
    expect(mistakesIn(['mail', { ...MAIL, subject: { en: 'Hello {{lead.nmae}}' } }])).toMatchObject([
      { code: 'RULE_PLACEHOLDER_UNKNOWN', message: expect.stringContaining('name'), line: expect.any(Number) },
    ])
  })

  test('an action that enrols into a sequence that is not there says which may be meant', () => {
    const enrol = ACTION('sequence.enrol', { sequence: 'nurtur' })
    expect(mistakesIn(['mail', MAIL], ['sequence', SEQUENCE], ['automation', enrol])).toMatchObject([
      { code: 'RULE_SEQUENCE_UNKNOWN', message: expect.stringContaining('Did you mean "nurture"?') },
    ])
  })
})

describe('a composition of assignment', () => {
  const routing = (strategy: object) => ({
    id: 'inbound',
    rules: [{ id: 'all', title: { en: 'All' }, then: { queue: 'desk', strategy } }],
  })

  test.each([
    [{ filter: ['teritory'], pick: 'round-robin' }, 'RULE_FILTER_UNKNOWN', 'Did you mean "territory"?'],
    [{ rank: ['least-bussy'], pick: 'round-robin' }, 'RULE_RANK_UNKNOWN', 'Did you mean "least-busy"?'],
  ])('%o names a part that no plugin gives', (strategy, code, says) => {
    expect(mistakesIn(['routing', routing(strategy)])).toMatchObject([{ code, message: expect.stringContaining(says) }])
  })
})
