import { SYSTEM } from '../../../access/index.js'
import { asError, CrmError, formatError } from '../../../errors.js'
import type { Engine } from '../../../intake/engine.js'
import type { Work } from '../../../jobs/index.js'
import { nextFiring } from '../../../model/calendar/next-firing.js'
import type { ReportSchedule } from '../../../model/entities/report-schedule.js'
import type { User } from '../../../model/entities/user.js'
import { comparing } from '../../../plugin-api/index.js'
import type { TableReader } from '../report-table.js'
import { runReport } from '../run-report.js'
import { reportMail } from './report-mail.js'

const BATCH = 10
/** As long as nobody else takes a schedule that somebody works on. */
const LEASE_MS = 5 * 60_000
const MAIL_LIMIT_MS = 30_000
/** Pauses before the next try, in seconds; after the last one the report waits for its next time, and says why. */
const RETRY_SECONDS = [60, 300, 1_800, 7_200, 21_600] as const

const schedule = comparing('reportSchedule')

/** Sends reports when their time has come: each once to each recipient, a mail that fails again and again. */
export function scheduleWork(engine: Engine): Work {
  const { records } = engine.store
  const active = schedule('active', 'equal', true)
  return {
    name: 'schedules',
    async nextAt() {
      const [row] = await records.aggregate({
        ...{ entity: 'reportSchedule', groupBy: [], where: { all: [active] } },
        measures: { next: { min: 'nextAt' } },
      })
      return typeof row?.['next'] === 'number' ? row['next'] : undefined
    },
    async run() {
      const where = { all: [active, schedule('nextAt', 'lessThanInclusive', engine.now())] }
      const { records: due } = await records.list('reportSchedule', {
        where,
        limit: BATCH,
        sort: { field: 'nextAt', direction: 'asc' },
      })
      let done = 0
      for (const each of due) done += (await serve(engine, each as unknown as ReportSchedule)) ? 1 : 0
      return done
    },
  }
}

/** Takes a schedule, sends what is due, and notes how it went; another worker may have been faster. */
async function serve(engine: Engine, { id, version, dueAt, nextAt }: ReportSchedule): Promise<boolean> {
  const now = engine.now()
  const due = dueAt ?? nextAt ?? now
  const { records } = engine.store
  const taken = await records.update('reportSchedule', {
    ...{ id, expectedVersion: version, now },
    changes: { dueAt: due, nextAt: now + LEASE_MS },
  })
  if (taken === 'conflict' || taken === 'missing') return false
  const mine = taken as unknown as ReportSchedule
  const sentTo = new Set(mine.sentTo ?? [])
  const problem = await sendTo(engine, { mine, due, sentTo })
  const changes = outcome(engine, { mine, sentTo, problem })
  await records.update('reportSchedule', { id, expectedVersion: mine.version, changes, now: engine.now() })
  return true
}

interface Sending {
  readonly mine: ReportSchedule
  readonly due: number
  /** Grows as mails leave. */
  readonly sentTo: Set<string>
}

/** What went wrong, if anything did; the other recipients get theirs all the same. */
async function sendTo(engine: Engine, sending: Sending): Promise<string | undefined> {
  const { mine, sentTo } = sending
  const waiting = mine.recipients.filter((address) => !sentTo.has(address))
  const problems: string[] = []
  for (const address of waiting) {
    try {
      await sendOne(engine, { ...sending, address })
      sentTo.add(address)
    } catch (thrown) {
      const error = asError(thrown)
      problems.push(error instanceof CrmError ? formatError(error) : error.message)
    }
  }
  return problems[0]
}

async function sendOne(engine: Engine, { mine, due, address }: Sending & { readonly address: string }): Promise<void> {
  const mail = engine.registry.actions.get('mail.send')
  const post = mail?.value.post
  if (!mail || !post) throw new CrmError('ACTION_UNKNOWN', 'No plugin gives the action "mail.send", so no report can be sent.')
  const reader = await readerOf(engine, { address, language: mine.language })
  const params = (mine.params ?? {}) as Readonly<Record<string, unknown>>
  const report = await runReport(engine, { actor: SYSTEM, type: mine.report, params, calendar: reader.calendar })
  const parts = reportMail(report, { reader, at: due })
  const { plugin } = mail
  await engine.registry.call({ plugin, where: 'action mail.send', limitMs: MAIL_LIMIT_MS }, (signal) =>
    post({ ...parts, to: address, idempotencyKey: `report/${mine.id}/${due}/${address}` }, engine.acting({ plugin, signal })),
  )
}

/** A recipient who works here reads in their own language and calendar; others as the schedule or the deployment says. */
async function readerOf(
  engine: Engine,
  { address, language }: { address: string; language: string | undefined },
): Promise<TableReader> {
  const { settings, store } = engine
  const where = { all: [comparing('user')('email', 'equal', address)] }
  const { records } = await store.records.list('user', { where, limit: 1 })
  const user = records[0] as unknown as User | undefined
  const spoken = user?.language ?? language ?? settings.language
  const usual = spoken === settings.language ? settings.calendar : spoken === 'fa' ? 'jalali' : 'gregorian'
  return { language: spoken, calendar: user?.calendar ?? usual, timeZone: settings.timeZone } as TableReader
}

function outcome(
  engine: Engine,
  { mine, sentTo, problem }: Pick<Sending, 'mine' | 'sentTo'> & { readonly problem: string | undefined },
): Readonly<Record<string, unknown>> {
  const now = engine.now()
  const next = nextFiring(now, { ...mine, ...engine.settings })
  const over = { nextAt: next, dueAt: null, attempts: null, sentTo: null }
  if (problem === undefined) return { ...over, lastAt: now, problem: null }
  const attempts = (mine.attempts ?? 0) + 1
  const pause = RETRY_SECONDS[attempts - 1]
  engine.log('warn', 'A scheduled report was not sent.', { report: mine.report, attempts, error: problem })
  if (pause === undefined) return { ...over, problem }
  return { nextAt: now + pause * 1_000, attempts, sentTo: [...sentTo], problem }
}
