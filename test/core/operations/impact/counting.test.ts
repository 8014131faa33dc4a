import { describe, expect, test } from 'vitest'
import type { Impact } from '../../../../core/operations/impact/impact.js'
import { impactSummary } from '../../../../core/operations/impact/impact-summary.js'
import { bandText, scoreBands } from '../../../../core/operations/impact/score-band.js'
import { createTally } from '../../../../core/operations/impact/tally.js'

describe('a tally', () => {
  test('counts before and after in the order asked for, and keeps a few leads of each shift, the most frequent first', () => {
    const tally = createTally(2)
    const add = (before: string, after: string, times: number) => {
      for (let at = 0; at < times; at += 1) tally.add({ before, after }, { id: `${before}-${after}-${at}` })
    }
    add('cold', 'hot', 3)
    add('cold', 'cold', 5)
    add('', 'cold', 4)
    const { values, shifts } = tally.compared(['hot', 'cold'])
    expect(values).toEqual([
      { value: 'hot', before: 0, after: 3 },
      { value: 'cold', before: 8, after: 9 },
      { value: '', before: 4, after: 0 },
    ])
    expect(shifts).toEqual([
      { from: '', to: 'cold', leads: 4, examples: [{ id: '-cold-0' }, { id: '-cold-1' }] },
      { from: 'cold', to: 'hot', leads: 3, examples: [{ id: 'cold-hot-0' }, { id: 'cold-hot-1' }] },
    ])
  })

  test('values are told apart whatever is in them', () => {
    const tally = createTally(1)
    tally.add({ before: 'a b', after: 'c' }, { id: '1' })
    tally.add({ before: 'a', after: 'b c' }, { id: '2' })
    expect(tally.compared().shifts).toHaveLength(2)
  })
})

describe('score bands', () => {
  test.each([
    [{ min: 0, max: 100 }, 42, '40…49'],
    [{ min: -50, max: 100 }, -50, '-50…-41'],
    [{ min: -50, max: 100 }, 0, '0…19'],
    [{ min: 0, max: 100 }, 100, '90…100'],
    [{ min: 0, max: 3 }, 2.5, '2'],
    [{ min: 0, max: 1_000 }, 250, '200…299'],
    [{ min: 0, max: 105 }, 103, '100…105'],
    [{ min: 0, max: 3 }, 3, '3'],
  ])('of %j: %d lies in %s', (range, score, band) => {
    const bands = scoreBands(range)
    expect(bands.bandOf(score)).toBe(band)
    expect(bands.order).toContain(band)
  })

  test('a score from when the range was another lies in a band outside', () => {
    const bands = scoreBands({ min: 0, max: 100 })
    expect([bands.bandOf(142), bands.bandOf(-7)]).toEqual(['140…149', '-10…-1'])
  })

  test('reads in Persian from right to left, in Persian digits', () => {
    expect(['40…59', '3', '-20…-1'].map((band) => bandText(band, 'fa'))).toEqual(['۴۰ تا ۵۹', '۳', '‎−۲۰ تا ‎−۱'])
    expect(bandText('40…59', 'en')).toBe('40…59')
  })

  test('a lead without a score lies in none', () => expect(scoreBands({ min: 0, max: 9 }).bandOf(undefined)).toBe(''))
})

test('the summary is a few numbers, without a name of anybody', () => {
  const shift = (leads: number) => ({
    values: [],
    shifts: [{ from: 'a', to: 'b', leads, examples: [{ id: '1', name: 'Sara' }] }],
  })
  const none = { values: [], shifts: [] }
  const impact: Impact = {
    ...{
      before: 'old',
      after: 'new',
      at: 1,
      isPast: false,
      leads: { asked: 9, of: 9, closed: 0, isComplete: true },
      unknown: 0,
      changed: 5,
      keptGrades: 3,
    },
    ...{ grades: shift(5), statuses: none, owners: none, queues: shift(2), bands: none, actions: [], shadow: [], problems: [] },
    automations: [
      { rule: 'a/hot', title: 'Hot', newlyFires: 4, noLongerHolds: 0, examples: [{ id: '1', name: 'Sara' }] },
      { rule: 'a/cold', title: 'Cold', newlyFires: 0, noLongerHolds: 4, examples: [] },
    ],
    ...{ differences: [], userNames: {} },
  }
  const summary = impactSummary(impact)
  expect(summary).toEqual({
    ...{ before: 'old', after: 'new', at: 1, leads: { asked: 9, of: 9, closed: 0, isComplete: true }, changed: 5, keptGrades: 3 },
    shifted: { grade: 5, status: 0, owner: 0, queue: 2 },
    fires: [{ rule: 'a/hot', leads: 4 }],
  })
  expect(JSON.stringify(summary)).not.toContain('Sara')
})
