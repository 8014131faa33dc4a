import { describe, expect, test } from 'vitest'
import type { LeadInput, NewSubmission } from '../../core/plugin-api/index.js'
import { testLeadSource } from '../../core/testing/index.js'
import { sampleLeads } from '../../plugins/source-sample/sample-leads.js'
import { sampleSource } from '../../plugins/source-sample/sample-source.js'
import { NOW, raw, sourceContext } from '../support/source-context.js'

const DAY = 86_400_000
const source = sampleSource(7)
const context = sourceContext()
const accepted = (leads: number) => source.accept?.(raw({ leads }), context) as readonly NewSubmission[]
const leads = accepted(240).map(({ payload }) => source.parse(payload, context) as LeadInput)

testLeadSource({ source, payload: sampleLeads(1, 7)[0], contextFor: () => context })

test('the same seed makes the same leads, another seed makes others', () => {
  expect(sampleLeads(50, 7)).toEqual(sampleLeads(50, 7))
  expect(sampleLeads(50, 7)).not.toEqual(sampleLeads(50, 8))
  expect(accepted(50)).toEqual(accepted(240).slice(0, 50))
})

describe('sample leads', () => {
  test('are labelled, every one', () => expect(leads.every(({ values }) => values['sample'] === true)).toBe(true))

  test('have addresses that belong to nobody', () => {
    for (const { values } of leads) expect(values['email']).toMatch(/^[a-z]+[a-z.]*\d+@example\.(com|ir)$/)
  })

  test('came in the past thirty days, and so did what they did', () => {
    for (const { at = 0, activities = [] } of leads) {
      for (const instant of [at, ...activities.map((activity) => activity.at ?? 0)]) {
        expect(instant).toBeLessThan(NOW)
        expect(instant).toBeGreaterThan(NOW - 31 * DAY)
      }
    }
  })

  test('come by several ways, some of them twice, some as junk, some won and some lost', () => {
    const count = (field: string) => new Set(leads.map(({ values }) => values[field])).size
    expect(count('source')).toBeGreaterThanOrEqual(6)
    expect(count('email')).toBeLessThan(leads.length)
    expect(count('email')).toBeGreaterThan(leads.length * 0.85)
    const names = leads.map(({ values }) => String(values['name']))
    expect(names.some((name) => /[\u0600-\u06ff]/.test(name))).toBe(true)
    expect(names.some((name) => /^[A-Za-z ]+$/.test(name))).toBe(true)
    const statuses = leads.map(({ values }) => values['status'])
    for (const status of ['converted', 'lost', undefined]) expect(statuses).toContain(status)
  })

  test('have no status that the lifecycle does not know', () => {
    expect(leads.map(({ values }) => values['status'])).not.toContain('junk')
  })
})

test.each([0, -1, 2_001, 1.5, '10', null])('%j is no number of leads', (count) => {
  expect(source.accept?.(raw({ leads: count }), context)).toHaveProperty('refused')
})
