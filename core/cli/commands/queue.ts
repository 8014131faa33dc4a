import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { claimLead, listQueues, openQueue } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

/** Lists the queues: who works there and how much waits. */
export const queueList = defineCommand({
  name: 'queue list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const queues = await listQueues(crm, { actor: SYSTEM })
      const { columns } = call.words.queue
      const table = formatTable(
        [columns.id, columns.label, columns.waiting, columns.members].map((title) => ({ title })),
        queues.map(({ queue, waiting, members }) => [
          queue.id,
          textIn(queue.label, call.language),
          formatNumber(waiting, call.language),
          members.map(({ name }) => name).join(', '),
        ]),
      )
      answer(call, { json: { queues }, text: table })
      return EXIT.ok
    }),
})

/** Shows the leads that wait in a queue, hottest first. */
export const queueShow = defineCommand({
  name: 'queue show',
  usage: '<queue>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const [id = ''] = call.args
      const { columns, none, unknown } = call.words.queue
      const opened = await openQueue(crm, { actor: SYSTEM, queue: id })
      if (!opened)
        throw wrongArgument(
          '<queue>',
          unknown(
            id,
            crm
              .rules()
              .queues.map((queue) => queue.id)
              .join(', '),
          ),
        )
      const reader = await leadReader(crm, call)
      const table = formatTable(
        [columns.id, columns.lead, columns.score, columns.since].map((title) => ({ title })),
        opened.leads.map((lead) => [
          lead.id,
          lead.name ?? lead.company ?? lead.email ?? '',
          lead.score === undefined ? '' : reader.number(lead.score),
          reader.instant(lead.createdAt),
        ]),
      )
      answer(call, { json: opened, text: opened.leads.length === 0 ? none : table })
      return EXIT.ok
    }),
})

/** A member takes a lead out of the queue it waits in. */
export const queueClaim = defineCommand<{ readonly user?: string }>({
  name: 'queue claim',
  usage: '<lead>',
  options: (command, { queue: { options } }) => {
    command.requiredOption('--user <id>', options.user)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { user = '' } = call.options
      const lead = await claimLead(crm, { actor: SYSTEM, leadId: call.args[0] ?? '', userId: user })
      if (isRefusal(lead)) {
        answer(call, { json: lead, text: textIn(lead.words ?? lead.refused, call.language) })
        return EXIT.problems
      }
      const reader = await leadReader(crm, call)
      answer(call, { json: { lead }, text: call.words.queue.claimed(reader.user(user)) })
      return EXIT.ok
    }),
})
