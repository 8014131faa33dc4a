import { SYSTEM } from '../../access/index.js'
import { removeSchedule } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { withCrm } from '../with-crm.js'

/** Ends a scheduled report for good. */
export const reportsUnschedule = defineCommand({
  name: 'reports unschedule',
  usage: '<id>',
  async run(call) {
    const [id = ''] = call.args
    await withCrm(call, (crm) => removeSchedule(crm, { actor: SYSTEM, id }))
    answer(call, { json: { id }, text: call.words.report.removed })
    return EXIT.ok
  },
})
