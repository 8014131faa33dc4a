import { authorize } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import { formatInstant } from '../../model/calendar/format-instant.js'
import type { Fields } from '../../model/fields.js'
import { textIn } from '../../model/text/localized-text.js'
import { listSchedules, pauseSchedule, removeSchedule, reportParams, scheduleReport } from '../../operations/index.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import { problemOfError } from './problem-of-error.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Reports that are sent by mail, and a form for another; a report's page leads here with its parameters. */
export const schedulesPage = signedIn(async (c, session) => {
  authorize(session.actor, 'report:schedule')
  const { report = '', done, ...params } = c.req.query()
  return showSchedules(c, session, { typed: { report }, params, isDone: done !== undefined })
})

export const createSchedule = signedIn(async (c, session) => {
  authorize(session.actor, 'report:schedule')
  const posted = await readForm(c)
  const params = paramsOf(posted)
  const text = (name: string) => formText(posted, name)
  const values = {
    ...{ report: text('report'), every: text('every'), timeOfDay: text('timeOfDay'), params },
    recipients: text('recipients')
      .split(/[\s,;،؛]+/u)
      .filter(Boolean),
    ...(text('language') === '' ? {} : { language: text('language') }),
  }
  try {
    await scheduleReport(c.get('crm'), { actor: session.actor, values })
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || !MISTAKES.includes(thrown.code)) throw thrown
    const typed = { ...values, recipients: text('recipients') }
    const problem = problemOfError(thrown, c.get('reader').language)
    return showSchedules(c, session, { typed, params, problem, field: String(thrown.details['field'] ?? 'report') })
  }
  return c.redirect('/reports/schedules?done=added', 303)
})

const MISTAKES: readonly string[] = ['RECORD_INVALID', 'REPORT_UNKNOWN', 'REPORT_PARAMS_INVALID']

/** Pauses, resumes or removes a schedule, as its button says. */
export const changeSchedule = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const id = c.req.param('id') ?? ''
  const what = formText(await readForm(c), 'do')
  if (what === 'remove') await removeSchedule(crm, { actor, id })
  else await pauseSchedule(crm, { actor, id, active: what === 'resume' })
  return c.redirect('/reports/schedules', 303)
})

/** Parameters travel through the form under names of their own. */
const paramsOf = (posted: FormValues): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(posted).flatMap(([name, value]) =>
      name.startsWith('param.') && typeof value === 'string' && value !== '' ? [[name.slice('param.'.length), value]] : [],
    ),
  )

interface Shown {
  readonly typed: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, string>>
  readonly isDone?: boolean
  readonly problem?: string
  readonly field?: string
}

async function showSchedules(c: AdminContext, { actor, user }: Session, { typed, params, ...shown }: Shown): Promise<Response> {
  const crm = c.get('crm')
  const reader = c.get('reader')
  const instant = (ms: number | undefined) => (ms === undefined ? '' : formatInstant(ms, reader))
  const reports = [...crm.registry.reportTypes].map(([id, { value }]) => ({ id, text: textIn(value.label, reader.language) }))
  const known = paramsDeclared(crm, String(typed['report'] ?? ''))
  const named = (fields: Fields, name: string) => textIn(fields[name]?.label ?? name, reader.language)
  const schedules = await listSchedules(crm, { actor })
  const data = {
    ...shown,
    problemField: shown.field && Object.hasOwn(known, shown.field) ? named(known, shown.field) : undefined,
    reports,
    typed: { every: 'week', timeOfDay: '08:00', recipients: user.email, language: '', ...typed },
    params: Object.entries(params)
      .filter(([name]) => Object.hasOwn(known, name))
      .map(([name, value]) => ({ name, value, label: named(known, name) })),
    schedules: schedules.map((each) => ({
      ...{ id: each.id, every: each.every, timeOfDay: each.timeOfDay, active: each.active, problem: each.problem },
      report: reports.find(({ id }) => id === each.report)?.text ?? each.report,
      recipients: each.recipients,
      params: Object.entries((each.params ?? {}) as object).map(
        ([name, value]) => `${named(paramsDeclared(crm, each.report), name)}: ${asText(value)}`,
      ),
      next: each.active ? instant(each.nextAt) : '',
      last: instant(each.lastAt),
    })),
  }
  return showPage(c, 'admin/report-schedules', {
    title: wordsOf(c)('reports.schedules'),
    data,
    status: shown.problem === undefined ? 200 : 422,
  })
}

function paramsDeclared({ registry }: Pick<Crm, 'registry'>, type: string): Fields {
  const declared = registry.reportTypes.get(type)?.value
  return declared ? reportParams(declared) : {}
}

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
