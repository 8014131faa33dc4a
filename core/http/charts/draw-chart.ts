import type { ChartDeclaration } from '../../plugin-api/index.js'
import { barChart, funnelChart, stackedBarChart } from './bar-chart.js'
import type { BarChart, ChartData } from './chart-data.js'
import { type LineChart, lineChart } from './line-chart.js'

/** Places everything a chart of this kind shows; the template `parts/chart` turns it into SVG. */
export function drawChart(kind: ChartDeclaration['kind'], data: ChartData): BarChart | LineChart {
  return DRAWINGS[kind](data)
}

const DRAWINGS: Readonly<Record<ChartDeclaration['kind'], (data: ChartData) => BarChart | LineChart>> = {
  bars: barChart,
  'stacked-bars': stackedBarChart,
  funnel: funnelChart,
  line: lineChart,
}
