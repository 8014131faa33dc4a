import type { PeriodUnit } from '../model/calendar/period.js'
import type { EntityName } from '../model/entities/index.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Awaitable } from './awaitable.js'
import type { PluginContext } from './context.js'
import type { ReportScope } from './report-scope.js'

/** How a report is drawn above its table. */
export interface ChartDeclaration {
  readonly kind: 'bars' | 'stacked-bars' | 'funnel' | 'line'
  /** Column that names each bar or point; where it is empty, the next one that is filled. */
  readonly label: string | readonly string[]
  /** Columns drawn, in order. */
  readonly values: readonly string[]
  /** What it shows, where there are several. */
  readonly title?: Text
}

/** What a report is given beside its parameters: whom it speaks of, and when. */
export interface ReportContext extends PluginContext {
  readonly scope: ReportScope
}

/** A question to the data, with its columns, its chart and its figures. */
export interface ReportType<P extends Fields = Fields, C extends Fields = Fields> {
  readonly label: Text
  readonly description?: Text
  /** Where it stands among the others; with the leads unless it says otherwise. */
  readonly about?: 'leads' | 'sales' | 'people' | 'quality'
  /** What it counts. A report that says so can be filtered by conditions over it, which come as `scope.where`. */
  readonly counts?: EntityName
  /** The instant of what it counts by which a period is meant; with it a report is asked with a period. */
  readonly period?: string
  /**
   * Whether its rows can be told apart by periods: its `groupBy` then begins with `scope.groups`, its rows with `scope.periodOf(row)`.
   * A report that always speaks of one unit names it, and gives each row the first instant of its `period` itself.
   */
  readonly byPeriod?: boolean | PeriodUnit
  readonly params?: P
  /**
   * A number whose name ends in `rate` or `share` is a fraction of one and shown in percent. A column that may be missing is left
   * out where no row fills it.
   */
  readonly columns: C
  readonly chart?: ChartDeclaration
  readonly moreCharts?: readonly ChartDeclaration[]
  /** Columns that add up to a last row. */
  readonly totals?: readonly string[]
  /** Rates that hold for that row too: what is divided by what. */
  readonly ratios?: Readonly<Record<string, readonly [string, string]>>
  /** Columns that lead to the list of leads, and under which name the list filters by them. */
  readonly leadsBy?: Readonly<Record<string, 'status' | 'grade' | 'source' | 'owner' | 'segment'>>
  run(params: ValuesOf<P>, context: ReportContext): Awaitable<readonly ValuesOf<C>[]>
  /** Words for values that are ids, by column and value; a value without any is shown as it is. */
  valueLabels?(context: PluginContext): Awaitable<{ readonly [K in keyof C]?: Readonly<Record<string, Text>> }>
  /** What a reader should know about these figures: on how much they stand, what they leave out. */
  notes?(rows: readonly ValuesOf<C>[], context: ReportContext): Awaitable<readonly Text[]>
}

/** Declares a report type; the types of parameters and rows follow from their declarations. */
export const defineReportType = <const P extends Fields = {}, const C extends Fields = {}>(
  report: ReportType<P, C>,
): ReportType<P, C> => report
