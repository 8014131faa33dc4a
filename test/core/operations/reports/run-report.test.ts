import { expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { runReport, valueText } from '../../../../core/operations/index.js'
import { definePlugin, defineReportType } from '../../../../core/plugin-api/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aLeadIn, failureOf, oneCrmOn, somebody } from '../crms-of-suite.js'

const echo = defineReportType({
  label: 'Echo',
  params: {
    days: { type: 'integer', default: 30, min: 1 },
    grade: { type: 'string', oneOf: ['hot', 'cold'] },
    from: { type: 'date' },
  },
  columns: { given: { type: 'string', required: true } },
  run: (params) => [{ given: JSON.stringify(params) }],
})
const broken = defineReportType({
  label: 'Broken',
  columns: {},
  run() {
    throw new Error('no such column')
  },
})

eachDatabase((database) => {
  const reports = definePlugin({ name: 'report-echo', reportTypes: { echo, broken } })
  const theCrm = oneCrmOn(database, { plugins: [reports] })
  const run = (type: string, params?: Readonly<Record<string, unknown>>) =>
    runReport(theCrm().crm, { actor: SYSTEM, type, ...(params ? { params } : {}) })
  const given = async (params?: Readonly<Record<string, unknown>>) =>
    JSON.parse(String((await run('echo', params)).rows[0]?.['given']))

  test('parameters take their defaults, and texts of an address are read as what they are', async () => {
    expect(await given()).toEqual({ days: 30 })
    expect(await given({ days: '۷', grade: 'hot', from: '2026-01-05' })).toEqual({ days: 7, grade: 'hot', from: '2026-01-05' })
  })

  test.each([
    [{ days: 'many' }, 'days'],
    [{ days: 0 }, 'days'],
    [{ grade: 'warm' }, 'grade'],
    [{ daze: 5 }, 'daze'],
  ])('parameters %j are refused with the one that is wrong', async (params, field) => {
    const failure = await failureOf(run('echo', params))
    expect(failure).toMatchObject({ code: 'REPORT_PARAMS_INVALID', field })
    expect(failure.message).toContain(field)
  })

  test('a report that is not there is refused with the one that may be meant', async () => {
    expect(await failureOf(run('ecco'))).toMatchObject({
      code: 'REPORT_UNKNOWN',
      message: expect.stringContaining('Did you mean "echo"?'),
    })
    expect(await failureOf(run('constructor'))).toMatchObject({ code: 'REPORT_UNKNOWN' })
  })

  test('a report that fails names its plugin and harms nobody else', async () => {
    expect(await failureOf(run('broken'))).toMatchObject({
      code: 'PLUGIN_FAILED',
      message: expect.stringContaining('report-echo'),
    })
    expect((await run('workload')).type).toBe('workload')
  })

  test('statuses in a funnel are read in the language of the reader, and one without words as it stands', async () => {
    await aLeadIn(theCrm(), somebody())
    const report = await run('funnel-by-status')
    expect(report.rows.find(({ status }) => status === 'not-contacted')).toMatchObject({ leads: 1, share: 1 })
    const cell = (value: string, language: string) => valueText(report, { column: 'status', value }, language)
    expect(cell('lost', 'fa')).toBe('از دست رفته')
    expect(cell('lost', 'en')).toBe('Lost')
    expect(cell('retired', 'en')).toBe('retired')
    expect(cell('constructor', 'en')).toBe('constructor')
    expect(valueText(report, { column: 'toString', value: 'lost' }, 'en')).toBe('lost')
    expect((await run('workload')).labels).toEqual({})
  })
})
