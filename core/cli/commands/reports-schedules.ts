import { SYSTEM } from '../../access/index.js'
import { formatInstant } from '../../model/calendar/format-instant.js'
import { listSchedules } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the reports that are sent by mail, with what went wrong. */
export const reportsSchedules = defineCommand({
  name: 'reports schedules',
  async run(call) {
    const { columns, isPaused, noSchedules } = call.words.report
    return withCrm(call, async (crm) => {
      const schedules = await listSchedules(crm, { actor: SYSTEM })
      const { calendar, timeZone } = crm.settings
      const instant = (ms: number) => formatInstant(ms, { language: call.language, calendar, timeZone })
      const rows = schedules.map(({ id, report, every, timeOfDay, recipients, active, nextAt, problem }) => [
        ...[id, report, every, timeOfDay, recipients.join(' ')],
        ...[active && nextAt !== undefined ? instant(nextAt) : isPaused, problem ?? ''],
      ])
      const { id, report, every, at, to, next, problem } = columns
      const titles = [id, report, every, at, to, next, problem].map((title) => ({ title }))
      answer(call, { json: { schedules }, text: rows.length === 0 ? noSchedules : formatTable(titles, rows) })
      return EXIT.ok
    })
  },
})
