import { BAR_HEIGHT, BAR_ROW, type BarChart, type ChartData, type ChartRow, LABEL_HEIGHT, place, ROW_GAP } from './chart-data.js'

/** A bar per series under the name of each row; figures below zero go the other way from a common zero line. */
export function barChart({ series, rows, direction }: ChartData): BarChart {
  const all = rows.flatMap(({ values }) => values)
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)]
  const scale = 100 / (most - least || 1)
  const thickness = series.length > 1 ? THIN : BAR_HEIGHT
  const rowHeight = LABEL_HEIGHT + series.length * thickness + (series.length - 1) * BETWEEN + ROW_GAP
  return {
    kind: 'bars',
    series: series.length > 1 ? series : [],
    height: rows.length * rowHeight,
    rows: rows.map(({ label, values, texts }, number) => ({
      label,
      text: texts.join(' / '),
      y: number * rowHeight,
      pieces: values.map((value, index) => ({
        ...place((Math.min(0, value) - least) * scale, Math.abs(value) * scale, direction),
        y: number * rowHeight + LABEL_HEIGHT + index * (thickness + BETWEEN),
        height: thickness,
        text: texts[index] ?? '',
        series: value < 0 ? NEGATIVE : index,
      })),
    })),
  }
}

/** One bar per row with a piece per series; the longest row fills the width. */
export function stackedBarChart({ series, rows, direction }: ChartData): BarChart {
  const most = Math.max(...rows.map(total), 0) || 1
  return {
    kind: 'bars',
    series,
    height: rows.length * BAR_ROW,
    rows: rows.map((row, number) => ({
      label: row.label,
      text: row.texts.join(' / '),
      y: number * BAR_ROW,
      pieces: row.values.map((value, index) => {
        const before = row.values.slice(0, index).reduce((sum, each) => sum + Math.max(0, each), 0)
        const width = (Math.max(0, value) * 100) / most
        return {
          ...place((before * 100) / most, width, direction),
          y: number * BAR_ROW + LABEL_HEIGHT,
          height: BAR_HEIGHT,
          text: row.texts[index] ?? '',
          series: index,
        }
      }),
    })),
  }
}

/** Bars around a common middle, each as wide as its share of the widest. */
export function funnelChart({ series, rows, direction }: ChartData): BarChart {
  const [first = ''] = series
  const most = Math.max(...rows.map(({ values }) => values[0] ?? 0), 0) || 1
  const drawn = barChart({ series: [first], direction, rows: rows.map(onlyFirst) })
  return {
    ...drawn,
    rows: drawn.rows.map((row, number) => {
      const width = (Math.max(0, rows[number]?.values[0] ?? 0) * 100) / most
      return { ...row, pieces: row.pieces.map((piece) => ({ ...piece, ...place((100 - width) / 2, width, direction) })) }
    }),
  }
}

/** Pixels of a bar that shares its row with others, and of the room between them. */
const THIN = 7
const BETWEEN = 3
/** The colour of figures below zero. */
const NEGATIVE = 6

function onlyFirst({ label, values, texts }: ChartRow): ChartRow {
  return { label, values: values.slice(0, 1), texts: texts.slice(0, 1) }
}

function total({ values }: ChartRow): number {
  return values.reduce((sum, value) => sum + Math.max(0, value), 0)
}
