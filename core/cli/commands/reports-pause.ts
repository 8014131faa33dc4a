import { SYSTEM } from '../../access/index.js'
import { formatInstant } from '../../model/calendar/format-instant.js'
import { pauseSchedule } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { withCrm } from '../with-crm.js'

/** Stops a scheduled report for a while, or lets it go on with `--resume`. */
export const reportsPause = defineCommand<{ readonly resume?: boolean }>({
  name: 'reports pause',
  usage: '<id>',
  options: (command, words) => {
    command.option('--resume', words.options.resumeSchedule)
  },
  async run(call) {
    const [id = ''] = call.args
    const active = call.options.resume === true
    return withCrm(call, async (crm) => {
      const schedule = await pauseSchedule(crm, { actor: SYSTEM, id, active })
      const { calendar, timeZone } = crm.settings
      const { paused, resumed } = call.words.report
      const next = formatInstant(schedule.nextAt ?? 0, { language: call.language, calendar, timeZone })
      answer(call, { json: { schedule }, text: active ? resumed(next) : paused })
      return EXIT.ok
    })
  },
})
