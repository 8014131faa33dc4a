import { describe, expect, test } from 'vitest'
import { fieldsSchema } from '../../model/field-schema.js'
import type { Fields } from '../../model/fields.js'
import { compileSchema } from '../../model/validate.js'
import type { ReportContext, ReportType } from '../../plugin-api/index.js'
import { expectWellDeclared } from './expect-well-declared.js'
import { recordingContext } from './recording-context.js'

/** What every report type promises; the first test of a new one. `contextFor` gives it data to report on. */
export function testReportType({
  report,
  params = {},
  contextFor = () => recordingContext(),
}: {
  report: ReportType
  params?: Readonly<Record<string, unknown>>
  contextFor?: () => ReportContext
}): void {
  const run = async (context = contextFor()) => report.run(params, context)

  describe('as every report type', () => {
    test('it says what it is', () => expectWellDeclared(report))

    test('its rows hold its columns and nothing else', async () => {
      const period: Fields = report.byPeriod ? { period: { type: 'dateTime' } } : {}
      const check = compileSchema(fieldsSchema({ ...period, ...report.columns }))
      for (const row of await run()) expect(check(row)).toEqual([])
    })

    test('rates and shares are fractions of one', async () => {
      for (const row of await run()) {
        for (const [column, value] of Object.entries(row)) {
          if (/(rate|share)$/i.test(column) && typeof value === 'number') expect(value).toBeGreaterThanOrEqual(0)
          if (/rate$/i.test(column) && typeof value === 'number') expect(value).toBeLessThanOrEqual(1)
        }
      }
    })

    test('its chart is drawn from its columns', () => {
      const charts = [...(report.chart ? [report.chart] : []), ...(report.moreCharts ?? [])]
      const drawn = charts.flatMap(({ label, values }) => [label, values].flat())
      for (const column of drawn) expect(Object.keys(report.columns)).toContain(column)
    })

    test('words for values stand under its columns', async () => {
      const labels = (await report.valueLabels?.(contextFor())) ?? {}
      for (const column of Object.keys(labels)) expect(Object.keys(report.columns)).toContain(column)
    })

    test('it answers the same twice', async () => {
      const context = contextFor()
      expect(await run(context)).toEqual(await run(context))
    })

    test('it stands an empty CRM', async () => {
      expect(Array.isArray(await run(recordingContext()))).toBe(true)
    })
  })
}
