import { testAssignmentStrategy, testScoringModel } from 'sarnakh/testing'
import { describe, expect, test } from 'vitest'
import { firstLead } from '../../examples/01-first-lead/first-lead.js'
import { runRule } from '../../examples/02-write-a-rule/run-rule.js'
import { companySize } from '../../examples/03-scoring-plugin/company-size.js'
import { runModel } from '../../examples/03-scoring-plugin/run-model.js'
import { byCountry } from '../../examples/04-assignment-strategy/by-country.js'
import { runStrategy } from '../../examples/04-assignment-strategy/run-strategy.js'
import { sendOrders } from '../../examples/05-webhook-mapping/send-orders.js'

test('example 1 tells score, grade, status, owner and reasons of a first lead', async () => {
  expect(await firstLead()).toEqual([
    'Ali Rezaei: 50 points, warm, pre-qualified, owned by Sara Ahmadi',
    '  +25 decision-maker',
    '  +15 reachable',
    '  +10 site-visits',
  ])
})

test('example 2 makes a task for the group that is large enough', async () => {
  expect(await runRule()).toEqual(['Group of 40: Write a group offer', 'Group of 39: no task'])
})

describe('example 3', () => {
  testScoringModel({ model: companySize, params: { employeesPerPoint: 10 } })

  test('scores companies by their size, within the limit of the file', async () => {
    expect(await runModel()).toEqual([
      'Company of 10: 0 points for its size',
      'Company of 260: 10 points for its size',
      'Company of 9000: 20 points for its size',
    ])
  })
})

describe('example 4', () => {
  testAssignmentStrategy({ strategy: byCountry })

  test('gives leads to who serves their country', async () => {
    expect(await runStrategy()).toEqual(['From DE: Daniel Brandt', 'From GB: Emma Clarke', 'From JP: the queue keeps it'])
  })
})

test('example 5 takes signed orders once and no forged ones', async () => {
  expect(await sendOrders()).toEqual([
    'new, new',
    'repeated, repeated',
    'The signature does not fit the message.',
    '1001: Sara Ahmadi, sara@example.ir',
    '1002: Omar Haddad, omar@example.com',
  ])
})
