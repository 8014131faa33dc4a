import { type Actor, actorName, authorize } from '../../../access/index.js'
import { CrmError, type SaidMessage } from '../../../errors.js'
import type { Engine } from '../../../intake/engine.js'
import { nextFiring } from '../../../model/calendar/next-firing.js'
import { type ReportSchedule, reportSchedule } from '../../../model/entities/report-schedule.js'
import type { Fields } from '../../../model/fields.js'
import { emailKey } from '../../../model/text/email.js'
import { asciiDigits } from '../../../model/text/fold.js'
import type { StoredRecord } from '../../../store/index.js'
import { checkValues } from '../../check-values.js'
import { writeAudit } from '../../write-audit.js'
import { readReportParams } from '../report-params.js'
import { reportType } from '../run-report.js'

/** What a person says of a schedule: report, parameters, how often, at what local time, to whom, in which language. */
export const SCHEDULE_FIELDS: Fields = Object.fromEntries(
  Object.entries(reportSchedule.fields as Fields).filter(([, { system }]) => !system),
)

/**
 * Plans a report to be sent by mail again and again: at a local time of day, each day or on the first day of each week or month of
 * the deployment's calendar.
 * @throws {CrmError} RECORD_INVALID; REPORT_UNKNOWN, REPORT_PARAMS_INVALID for a report that could not be run.
 */
export async function scheduleReport(
  engine: Engine,
  { actor, values }: { readonly actor: Actor; readonly values: Readonly<Record<string, unknown>> },
): Promise<ReportSchedule> {
  authorize(actor, 'report:schedule')
  const { values: checked, problems } = checkValues(SCHEDULE_FIELDS, values)
  const [problem] = problems
  if (problem) throw invalid(problem.field, { en: problem.message.en, fa: problem.message['fa'] ?? problem.message.en })
  const read = { ...checked, timeOfDay: timeOfDay(String(checked['timeOfDay'])) }
  const given = read as unknown as Pick<ReportSchedule, 'report' | 'every' | 'timeOfDay' | 'recipients' | 'params' | 'active'>
  const recipients = [...new Set(given.recipients.map((each) => addressOf(each)))]
  if (recipients.length === 0)
    throw invalid('recipients', { en: 'Name at least one e-mail address.', fa: 'دست‌کم یک نشانی ایمیل بنویسید.' })
  const params = (given.params ?? {}) as Readonly<Record<string, unknown>>
  readReportParams(reportType(engine, given.report).value, { type: given.report, params })
  const now = engine.now()
  const record: StoredRecord = {
    ...{ id: engine.newId(), version: 1, createdAt: now, updatedAt: now },
    ...{ ...read, recipients, params, active: given.active },
    nextAt: nextFiring(now, { ...given, ...engine.settings }),
    ...(actor.kind === 'user' ? { ownerId: actor.id } : {}),
  }
  await engine.store.records.insert('reportSchedule', [record])
  await writeAudit(engine, { actor: actorName(actor), action: 'report.schedule', subject: record.id, details: read })
  engine.wake('schedules')
  return record as unknown as ReportSchedule
}

/** People type `8:30` and Persian digits; it is kept as `08:30`. */
function timeOfDay(text: string): string {
  const time = asciiDigits(text).trim().padStart(5, '0')
  if (TIME.test(time)) return time
  throw invalid('timeOfDay', {
    en: `"${text}" is no time of day; write one such as 08:00.`,
    fa: `«${text}» ساعت روز نیست؛ مانند ۰۸:۰۰ بنویسید.`,
  })
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

function addressOf(text: string): string {
  const address = emailKey(text)
  if (address === undefined)
    throw invalid('recipients', { en: `"${text}" is no e-mail address.`, fa: `«${text}» نشانی ایمیل نیست.` })
  return address
}

const invalid = (field: string, problem: SaidMessage): CrmError =>
  new CrmError(
    'RECORD_INVALID',
    { en: `${field}: ${problem.en}`, fa: `${field}: ${problem.fa}` },
    { details: { field, problem } },
  )

/** Every schedule, the one due first at the top. */
export async function listSchedules(engine: Engine, { actor }: { readonly actor: Actor }): Promise<readonly ReportSchedule[]> {
  authorize(actor, 'report:schedule')
  const page = await engine.store.records.list('reportSchedule', { limit: 500, sort: { field: 'nextAt', direction: 'asc' } })
  return page.records as unknown as readonly ReportSchedule[]
}

/**
 * Stops a schedule for a while, or lets it go on from now.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function pauseSchedule(
  engine: Engine,
  { actor, id, active }: { readonly actor: Actor; readonly id: string; readonly active: boolean },
): Promise<ReportSchedule> {
  authorize(actor, 'report:schedule')
  const now = engine.now()
  const schedule = await scheduleOf(engine, id)
  const nextAt = active ? nextFiring(now, { ...schedule, ...engine.settings }) : null
  const changes = { active, nextAt, dueAt: null, attempts: null, sentTo: null }
  const written = await engine.store.records.update('reportSchedule', { id, expectedVersion: schedule.version, changes, now })
  if (written === 'missing') throw unknownSchedule(id)
  if (written === 'conflict') return pauseSchedule(engine, { actor, id, active })
  await writeAudit(engine, { actor: actorName(actor), action: active ? 'report.resume' : 'report.pause', subject: id })
  engine.wake('schedules')
  return written as unknown as ReportSchedule
}

/**
 * Ends a schedule for good.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function removeSchedule(
  engine: Engine,
  { actor, id }: { readonly actor: Actor; readonly id: string },
): Promise<void> {
  authorize(actor, 'report:schedule')
  const { version, report } = await scheduleOf(engine, id)
  const removes = [{ entity: 'reportSchedule', id, expectedVersion: version }] as const
  if ((await engine.store.records.write({ removes }, engine.now())) === 'conflict') return removeSchedule(engine, { actor, id })
  await writeAudit(engine, { actor: actorName(actor), action: 'report.unschedule', subject: id, details: { report } })
}

async function scheduleOf(engine: Engine, id: string): Promise<ReportSchedule> {
  const schedule = await engine.store.records.get('reportSchedule', id)
  if (!schedule) throw unknownSchedule(id)
  return schedule as unknown as ReportSchedule
}

const unknownSchedule = (id: string): CrmError =>
  new CrmError('RECORD_UNKNOWN', {
    en: `There is no scheduled report ${id}.`,
    fa: `گزارش زمان‌بندی‌شده‌ای با شناسهٔ ${id} نیست.`,
  })
