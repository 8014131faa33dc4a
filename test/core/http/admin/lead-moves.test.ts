import { describe, expect, test } from 'vitest'
import type { LeadLabels } from '../../../../core/http/admin/lead-labels.js'
import { leadMoves } from '../../../../core/http/admin/lead-moves.js'
import { type Lead, lead as leadEntity } from '../../../../core/model/entities/lead.js'
import type { Lifecycle } from '../../../../core/model/lifecycle.js'

const lifecycle: Lifecycle = {
  id: 'lead',
  start: 'new',
  statuses: [
    { id: 'new', label: { en: 'New', fa: 'تازه' }, category: 'open', next: ['meeting', 'lost'] },
    { id: 'meeting', label: { en: 'Meeting', fa: 'جلسه' }, category: 'open', requires: ['phone'] },
    {
      id: 'lost',
      label: { en: 'Lost', fa: 'از دست رفته' },
      category: 'lost',
      reasons: [{ id: 'price', label: { en: 'Price', fa: 'قیمت' } }],
    },
    { id: 'won', label: { en: 'Won', fa: 'مشتری' }, category: 'converted' },
  ],
}
const labels = { status: (id: string) => ({ id, text: id.toUpperCase(), tone: 'gray' }) } as LeadLabels
const naming = { labels, fields: leadEntity.fields, language: 'fa' }
const lead = { id: 'l-1', status: 'new', source: 'web', version: 1, createdAt: 0, updatedAt: 0 } as Lead

describe('the next steps of a lead', () => {
  test('are those that the lifecycle allows from here', () => {
    expect(leadMoves(lifecycle, lead, naming).map(({ to }) => to.id)).toEqual(['meeting', 'lost'])
  })

  test('are all others where the lifecycle says nothing', () => {
    const won = leadMoves(lifecycle, { ...lead, status: 'won' }, naming)
    expect(won.map(({ to }) => to.id)).toEqual(['new', 'meeting', 'lost'])
  })

  test('name the fields that must be filled first, until they are', () => {
    const meeting = (values: Partial<Lead>) => leadMoves(lifecycle, { ...lead, ...values } as Lead, naming)[0]?.missing
    expect(meeting({})).toEqual(['تلفن'])
    expect(meeting({ phone: '+989121112233' })).toEqual([])
  })

  test('offer the reasons of which one must be given, and are not blocked by them', () => {
    expect(leadMoves(lifecycle, lead, naming)[1]).toMatchObject({ reasons: [{ id: 'price', text: 'قیمت' }], missing: [] })
  })
})
