import type { PeriodUnit, Span } from '../model/calendar/period.js'
import type { Comparison, Conditions } from '../model/conditions.js'
import type { EntityName } from '../model/entities/index.js'
import type { AggregateRow, Bands } from './crm-reader.js'

/** Whom a report speaks of and when, as its reader asked. */
export interface ReportScope {
  /** The reader's filter and period, over what the report counts; leads that were merged into others are not among them. */
  readonly where: Conditions
  /** The same without the period. */
  readonly filter: Conditions
  /** Absent where all time is meant. */
  readonly span?: Span
  readonly by?: PeriodUnit
  /** What `groupBy` begins with, so that rows are told apart by period; nothing where that was not asked. */
  readonly groups: readonly Bands[]
  /** The period of a counted row as the report's row has it: its first instant. */
  periodOf(row: AggregateRow): { readonly period?: number }
  /** The period as conditions over an instant of any entity; nothing where all time is meant. */
  during(entity: EntityName, field: string): readonly Comparison[]
  /** First instants of the periods of the reader's calendar that touch a span, ascending. */
  startsOf(span: Span, unit: PeriodUnit): readonly number[]
  /** The day (`YYYY-MM-DD`) on which an instant falls here. */
  dayOf(ms: number): string
}

/**
 * Comparisons over the fields of one entity.
 * @example const lead = comparing('lead'); lead('grade', 'equal', 'hot')
 */
export const comparing =
  (entity: EntityName) =>
  (field: string, operator: string, value: unknown): Comparison => ({ fact: entity, path: `$.${field}`, operator, value })
