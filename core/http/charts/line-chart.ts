import { type ChartData, percent } from './chart-data.js'

interface LinePoint {
  /** Percent of the width. */
  readonly x: number
  /** Percent of the height, from the top. */
  readonly y: number
  readonly text: string
  readonly label: string
}

export interface LineChart {
  readonly kind: 'line'
  readonly series: readonly string[]
  readonly lines: readonly { readonly series: number; readonly points: readonly LinePoint[]; readonly path: string }[]
  /** Values beside its lines, from the top: the greatest, its half, nothing. */
  readonly scale: readonly { readonly y: number; readonly value: number }[]
  /** Names under the drawing, as many as fit. */
  readonly labels: readonly { readonly x: number; readonly text: string; readonly anchor: 'start' | 'middle' | 'end' }[]
}

const MOST_LABELS = 6
const SCALE = [1, 0.5, 0] as const

/** A line per series over the rows in their order; time runs the way the reader reads. */
export function lineChart({ series, rows, direction }: ChartData): LineChart {
  const most = Math.max(...rows.flatMap(({ values }) => values), 0) || 1
  const across = (index: number) => {
    const share = rows.length > 1 ? (index * 100) / (rows.length - 1) : 50
    return percent(direction === 'rtl' ? 100 - share : share)
  }
  const lines = series.map((_, number) => {
    const points = rows.map((row, index) => ({
      x: across(index),
      y: percent(100 - (Math.max(0, row.values[number] ?? 0) * 100) / most),
      text: row.texts[number] ?? '',
      label: row.label,
    }))
    return { series: number, points, path: points.map(({ x, y }) => `${x},${y}`).join(' ') }
  })
  return {
    kind: 'line',
    series: series.length > 1 ? series : [],
    lines,
    labels: labels(rows, across),
    scale: SCALE.map((share) => ({ y: percent(100 - share * 100), value: most * share })),
  }
}

function labels(rows: ChartData['rows'], across: (index: number) => number): LineChart['labels'] {
  const step = Math.max(1, Math.ceil(rows.length / MOST_LABELS))
  return rows.flatMap(({ label }, index) =>
    index % step === 0 ? [{ x: across(index), text: label, anchor: anchorOf(index, rows.length) }] : [],
  )
}

/** A name at an edge stands inside of it. */
function anchorOf(index: number, count: number): LineChart['labels'][number]['anchor'] {
  if (index === 0) return count === 1 ? 'middle' : 'start'
  return index === count - 1 ? 'end' : 'middle'
}
