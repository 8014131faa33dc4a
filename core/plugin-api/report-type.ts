import type { Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { PluginContext } from './context.js'

/** How a report is drawn above its table. */
export interface ChartDeclaration {
  readonly kind: 'bars' | 'stacked-bars' | 'funnel' | 'line'
  /** Column that names each bar or point. */
  readonly label: string
  /** Columns drawn, in order. */
  readonly values: readonly string[]
}

/** A question to the data, with its columns, its chart and its figures. */
export interface ReportType<P extends Fields = Fields, C extends Fields = Fields> {
  readonly label: Text
  readonly description?: Text
  readonly params?: P
  /** A number whose name ends in `rate` or `share` is a fraction of one and shown in percent. */
  readonly columns: C
  readonly chart?: ChartDeclaration
  run(params: ValuesOf<P>, context: PluginContext): Awaitable<readonly ValuesOf<C>[]>
  /** Words for values that are ids, by column and value; a value without any is shown as it is. */
  valueLabels?(context: PluginContext): Awaitable<{ readonly [K in keyof C]?: Readonly<Record<string, Text>> }>
}

/** Declares a report type; the types of parameters and rows follow from their declarations. */
export const defineReportType = <const P extends Fields = {}, const C extends Fields = {}>(
  report: ReportType<P, C>,
): ReportType<P, C> => report
