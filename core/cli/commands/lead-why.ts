import { SYSTEM } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { formatInstant } from '../../model/calendar/format-instant.js'
import { formatNumber } from '../../model/text/format-number.js'
import { explainLead } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { describeWhy } from '../describe-why.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { withCrm } from '../with-crm.js'

interface WhyOptions {
  readonly rule?: string
  readonly grade?: string
  readonly status?: string
  readonly score?: string
  readonly queue?: string
  readonly decision?: string
}

/** Says why a lead is as it is; with a wish, why it is not so and the smallest change that would make it so. */
export const leadWhy = defineCommand<WhyOptions>({
  name: 'lead why',
  usage: '<id>',
  options: (command, { why: { options } }) => {
    command
      .option('--rule <name>', options.rule)
      .option('--grade <grade>', options.grade)
      .option('--status <status>', options.status)
      .option('--score <total>', options.score)
      .option('--queue <queue>', options.queue)
      .option('--decision <id>', options.decision)
  },
  async run(call) {
    const { language, options, words } = call
    const [id = ''] = call.args
    const { rule, grade, status, queue, decision } = options
    const score = options.score === undefined ? undefined : Number(options.score)
    return withCrm(call, async (crm) => {
      const { settings } = crm
      const own = language === 'fa' ? ('jalali' as const) : ('gregorian' as const)
      const calendar = language === settings.language ? settings.calendar : own
      const wishes = { language, timeZone: settings.timeZone, calendar }
      const goal = { rule, grade, status, queue, score }
      const why = await explainLead(crm, { actor: SYSTEM, id, ...goal, decisionId: decision, wishes })
      if (!why) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`, { details: { id } })
      const text = describeWhy(why, {
        words: words.why,
        number: (value) => formatNumber(value, language),
        instant: (ms) => formatInstant(ms, wishes),
      })
      answer(call, { json: why, text: text.map(plainText).join('\n') })
      return EXIT.ok
    })
  },
})
