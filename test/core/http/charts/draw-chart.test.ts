import { describe, expect, test } from 'vitest'
import type { BarChart, ChartData } from '../../../../core/http/charts/chart-data.js'
import { drawChart } from '../../../../core/http/charts/draw-chart.js'
import type { LineChart } from '../../../../core/http/charts/line-chart.js'

const data = (change: Partial<ChartData> = {}): ChartData => ({
  direction: 'ltr',
  series: ['Open', 'Hot'],
  rows: [
    { label: 'Sara', values: [6, 2], texts: ['6', '2'] },
    { label: 'Reza', values: [3, 1], texts: ['3', '1'] },
  ],
  ...change,
})
const single = data({ series: ['Leads'], rows: [8, 4, 0].map((n) => ({ label: `${n}`, values: [n], texts: [`${n}`] })) })
const bars = (kind: 'bars' | 'stacked-bars' | 'funnel', given: ChartData) => drawChart(kind, given) as BarChart
const line = (given: ChartData) => drawChart('line', given) as LineChart

describe('bars', () => {
  test('there is one per row and series, the greatest as wide as the drawing', () => {
    const { rows } = bars('bars', data())
    expect(rows.map(({ pieces }) => pieces.map(({ width }) => width))).toEqual([
      [100, 33.333],
      [50, 16.667],
    ])
  })

  test('they lie under each other without overlapping', () => {
    const pieces = bars('bars', data()).rows.flatMap((row) => row.pieces)
    const ends = pieces.map(({ y, height }) => y + height)
    expect(pieces.slice(1).every(({ y }, index) => y >= (ends[index] ?? 0))).toBe(true)
    expect(bars('bars', data()).height).toBeGreaterThan(ends.at(-1) ?? 0)
  })

  test('where people read from the right they begin at the right', () => {
    const { rows } = bars('bars', { ...single, direction: 'rtl' })
    expect(rows.map(({ pieces }) => pieces[0])).toMatchObject([{ x: 0, width: 100 }, { x: 50, width: 50 }, { width: 0 }])
  })

  test('a figure below zero goes the other way from the common zero line', () => {
    const given = data({ series: ['Points'], rows: [30, -10].map((n) => ({ label: '', values: [n], texts: [`${n}`] })) })
    expect(bars('bars', given).rows.map(({ pieces }) => pieces[0])).toMatchObject([
      { x: 25, width: 75 },
      { x: 0, width: 25 },
    ])
  })

  test('nothing but zeros is drawn as nothing', () => {
    const given = data({ series: ['Leads'], rows: [{ label: 'a', values: [0], texts: ['0'] }] })
    expect(bars('bars', given).rows[0]?.pieces).toMatchObject([{ x: 0, width: 0 }])
  })
})

describe('stacked bars', () => {
  test('pieces stand end to end and add up to their row', () => {
    const [sara, reza] = bars('stacked-bars', data()).rows
    expect(sara?.pieces).toMatchObject([
      { x: 0, width: 75 },
      { x: 75, width: 25 },
    ])
    expect(reza?.pieces.reduce((sum, { width }) => sum + width, 0)).toBe(50)
  })

  test('in the mirror the first piece is the rightmost', () => {
    const [sara] = bars('stacked-bars', data({ direction: 'rtl' })).rows
    expect(sara?.pieces).toMatchObject([
      { x: 25, width: 75 },
      { x: 0, width: 25 },
    ])
  })
})

describe('a funnel', () => {
  test('has its steps around one middle, each as wide as its share of the widest', () => {
    const { rows } = bars('funnel', single)
    expect(rows.map(({ pieces }) => pieces[0])).toMatchObject([
      { x: 0, width: 100 },
      { x: 25, width: 50 },
      { x: 50, width: 0 },
    ])
  })
})

describe('a line', () => {
  test('has a point per row, higher for more', () => {
    expect(line(single).lines[0]?.points).toMatchObject([
      { x: 0, y: 0 },
      { x: 50, y: 50 },
      { x: 100, y: 100 },
    ])
  })

  test('runs from right to left where people read that way', () => {
    expect(line({ ...single, direction: 'rtl' }).lines[0]?.points.map(({ x }) => x)).toEqual([100, 50, 0])
  })

  test('names only as many points as fit', () => {
    const rows = Array.from({ length: 40 }, (_, day) => ({ label: `${day}`, values: [day], texts: [`${day}`] }))
    expect(line(data({ series: ['Leads'], rows })).labels.length).toBeLessThanOrEqual(6)
  })
})
