import { expect, test } from 'vitest'
import { withFirstResponse } from '../../../core/intake/first-response.js'
import type { Lead } from '../../../core/model/entities/lead.js'

const LEAD: Lead = { id: 'l', version: 1, createdAt: 0, updatedAt: 0, source: 'api', status: 'new' }

test('the earliest answer of ours is the first response', () => {
  const activities = [
    { type: 'page.pricing', at: 1 },
    { type: 'mail.sent', at: 9 },
    { type: 'call.outbound', at: 5 },
  ]
  expect(withFirstResponse(LEAD, activities).firstResponseAt).toBe(5)
})

test('what the lead does is no response, and an earlier response stays', () => {
  expect(withFirstResponse(LEAD, [{ type: 'call.inbound', at: 5 }])).toBe(LEAD)
  expect(withFirstResponse({ ...LEAD, firstResponseAt: 3 }, [{ type: 'mail.sent', at: 5 }]).firstResponseAt).toBe(3)
})
