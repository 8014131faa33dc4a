import { describe, expect, test } from 'vitest'
import type { LeadLabels } from '../../../../core/http/admin/lead-labels.js'
import { refusalWords } from '../../../../core/http/admin/refusal-words.js'
import { lead } from '../../../../core/model/entities/lead.js'

const labels = { status: (id: string) => ({ id, text: id.toUpperCase(), tone: 'gray' }) } as LeadLabels
const naming = { labels, fields: lead.fields, language: 'fa' }
const words = (key: string, values = {}) => `${key} ${JSON.stringify(values)}`
const said = (refusal: Parameters<typeof refusalWords>[0]) => refusalWords(refusal, { words, naming, to: 'meeting' })

describe('a refusal', () => {
  test('names statuses and fields as the reader knows them', () => {
    expect(said({ code: 'fields-missing', details: ['phone'] })).toBe(
      'lead.refusal.fields-missing {"list":"تلفن","field":"","to":"MEETING"}',
    )
    expect(said({ code: 'not-allowed', details: ['lost'] })).toContain('"list":"LOST"')
    expect(said({ code: 'unknown-reference', details: ['x'], fields: ['campaignId'] })).toContain('"field":"کمپین"')
  })

  test('of a status that no other follows says so', () => {
    expect(said({ code: 'not-allowed', details: [] })).toBe('lead.refusal.final {}')
  })

  test('of a guard stays in the words of the guard', () => {
    expect(said({ refused: 'Not on Fridays.' })).toBe('Not on Fridays.')
    expect(said({ refused: 'Not on Fridays.', code: 'refused-by-guard', details: ['x'] })).toBe('Not on Fridays.')
  })
})
