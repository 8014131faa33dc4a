import { Option } from 'commander'
import { SYSTEM } from '../../access/index.js'
import { formatInstant } from '../../model/calendar/format-instant.js'
import { scheduleReport } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { parseParams } from '../parse-params.js'
import { withCrm } from '../with-crm.js'

interface ScheduleOptions {
  readonly every: 'day' | 'week' | 'month'
  readonly at: string
  readonly to: readonly string[]
  readonly param?: readonly string[]
  readonly in?: 'en' | 'fa'
}

/** Plans a report to be sent by mail again and again. */
export const reportsSchedule = defineCommand<ScheduleOptions>({
  name: 'reports schedule',
  usage: '<type>',
  options: (command, words) => {
    command
      .addOption(new Option('--every <unit>', words.options.every).choices(['day', 'week', 'month']).default('week'))
      .option('--at <time>', words.options.timeOfDay, '08:00')
      .requiredOption('--to <address...>', words.options.recipients)
      .option('--param <name=value...>', words.options.param)
      .addOption(new Option('--in <language>', words.options.mailLanguage).choices(['en', 'fa']))
  },
  async run(call) {
    const [type = ''] = call.args
    const { every, at, to, param = [], in: language } = call.options
    const values = {
      report: type,
      every,
      timeOfDay: at,
      recipients: to,
      params: parseParams(param),
      ...(language ? { language } : {}),
    }
    const { schedule, next } = await withCrm(call, async (crm) => {
      const made = await scheduleReport(crm, { actor: SYSTEM, values })
      const { calendar, timeZone } = crm.settings
      return { schedule: made, next: formatInstant(made.nextAt ?? 0, { language: call.language, calendar, timeZone }) }
    })
    answer(call, { json: { schedule }, text: call.words.report.scheduled(type, next) })
    return EXIT.ok
  },
})
