import { expect, test } from 'vitest'
import { filteredOut, outranked } from '../../core/plugin-api/index.js'
import { aCandidate, aLead } from '../../core/testing/contracts/index.js'
import { fit } from '../../plugins/assign-skill/fit.js'
import { skill } from '../../plugins/assign-skill/skill.js'

const people = [
  aCandidate('a', { skills: ['FA', 'en'], territories: ['tehran'] }),
  aCandidate('b', { skills: ['en'] }),
  aCandidate('c'),
]
const asked = (values: Parameters<typeof aLead>[0], params: Readonly<Record<string, unknown>>) => ({
  lead: aLead(values),
  params,
  facts: {},
  presence: {},
})

test('who lacks what the lead asks for is left out, with what is missing and what there is', () => {
  expect(filteredOut(skill, people, asked({ language: 'fa' }, { field: 'language' }))).toEqual([
    { userId: 'u-b', reason: 'missing-skill', details: { skill: 'fa', skills: 'en' } },
    { userId: 'u-c', reason: 'missing-skill', details: { skill: 'fa' } },
  ])
})

test('a lead that asks for nothing suits everybody', () => {
  expect(filteredOut(skill, people, asked({}, { field: 'language' }))).toEqual([])
})

test('who answers most of what the lead asks for comes first', () => {
  expect(outranked(fit, people, asked({ language: 'en', province: 'tehran' }, {}))).toEqual([
    { userId: 'u-b', reason: 'worse-fit', details: { fit: 1, bestFit: 2 } },
    { userId: 'u-c', reason: 'worse-fit', details: { fit: 0, bestFit: 2 } },
  ])
  expect(outranked(fit, people, asked({ language: 'en', province: 'tehran' }, { fields: ['language'] }))).toHaveLength(1)
})
