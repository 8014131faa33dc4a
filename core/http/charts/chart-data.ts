/** What a chart draws: a name per row and a figure per series, as numbers and as written for the reader. */
export interface ChartData {
  readonly series: readonly string[]
  readonly rows: readonly ChartRow[]
  readonly direction: 'ltr' | 'rtl'
}

export interface ChartRow {
  readonly label: string
  readonly values: readonly number[]
  /** The values as people read them. */
  readonly texts: readonly string[]
}

/** A piece of a bar. `x` and `width` are percent of the drawing, so that it fits any screen without scaling its text. */
export interface BarPiece {
  readonly x: number
  readonly width: number
  /** Pixels from the top of the drawing, and how thick. */
  readonly y: number
  readonly height: number
  readonly text: string
  /** Which series it belongs to; chooses its colour. */
  readonly series: number
}

interface BarRow {
  readonly label: string
  readonly text: string
  /** Pixels from the top of the drawing. */
  readonly y: number
  readonly pieces: readonly BarPiece[]
}

export interface BarChart {
  readonly kind: 'bars'
  readonly series: readonly string[]
  readonly height: number
  readonly rows: readonly BarRow[]
}

/** Pixels of a row of a bar chart: a line of words, the bar under it, and the room below. */
export const LABEL_HEIGHT = 22
export const BAR_HEIGHT = 10
export const ROW_GAP = 12
export const BAR_ROW = LABEL_HEIGHT + BAR_HEIGHT + ROW_GAP

/** Lays a piece from the reader's side: from the left, or from the right where people read that way. */
export function place(start: number, width: number, direction: ChartData['direction']): { x: number; width: number } {
  const x = direction === 'rtl' ? 100 - start - width : start
  return { x: percent(x), width: percent(width) }
}

/** Three digits are finer than any screen, and keep a page free of `0.30000000000000004`. */
export function percent(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
