import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { addEndpoint, listDeliveries, listEndpoints, redeliver, switchEndpoint } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

/** Lists addresses that are told of events. */
export const webhookList = defineCommand({
  name: 'webhook list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const webhooks = await listEndpoints(crm, { actor: SYSTEM })
      const { none, columns } = call.words.webhook
      const { yes, no } = call.words.values
      const table = formatTable(
        [columns.id, columns.url, columns.events, columns.active].map((title) => ({ title })),
        webhooks.map(({ id, url, events, active }) => [id, url, events.join(' '), active ? yes : no]),
      )
      answer(call, { json: { webhooks }, text: webhooks.length === 0 ? none : table })
      return EXIT.ok
    }),
})

interface AddOptions {
  readonly event?: readonly string[]
  readonly description?: string
}

/** Adds an address that is told of events; its key is printed this once. */
export const webhookAdd = defineCommand<AddOptions>({
  name: 'webhook add',
  usage: '<url>',
  options: (command, { webhook: { options } }) => {
    command.option('--event <name...>', options.event).option('--description <text>', options.description)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { event = ['*'], description } = call.options
      const endpoint = { url: call.args[0] ?? '', events: event, ...(description ? { description } : {}) }
      const { endpoint: webhook, secret } = await addEndpoint(crm, { actor: SYSTEM, endpoint })
      if (!call.options.json) note(call, call.words.webhook.added)
      answer(call, { json: { webhook, secret }, text: secret })
      return EXIT.ok
    }),
})

/** Switches an address on or off. */
export const webhookSwitch = defineCommand({
  name: 'webhook switch',
  usage: '<id> <on|off>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const [id = '', typed = ''] = call.args
      const { changed, unchanged, stateUnknown } = call.words.webhook
      if (typed !== 'on' && typed !== 'off') throw wrongArgument('<on|off>', stateUnknown(typed))
      const isChanged = await switchEndpoint(crm, { actor: SYSTEM, id, state: typed })
      answer(call, { json: { changed: isChanged }, text: isChanged ? changed : unchanged })
      return EXIT.ok
    }),
})

/** Lists what was sent and what became of it, the newest first. */
export const webhookDeliveries = defineCommand<{ readonly state?: string }>({
  name: 'webhook deliveries',
  options: (command, { webhook: { options } }) => {
    command.option('--state <state>', options.state)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { state } = call.options
      const { noDeliveries, columns, states } = call.words.webhook
      const known = Object.keys(states)
      if (state !== undefined && !known.includes(state)) throw wrongArgument('--state', `${state} ∉ ${known.join(', ')}`)
      const { records } = await listDeliveries(crm, { actor: SYSTEM, query: { limit: 100, ...(state ? { state } : {}) } })
      const table = formatTable(
        [columns.id, columns.event, columns.subject, columns.state, columns.attempts, columns.problem].map((title) => ({
          title,
        })),
        records.map(({ id, event, subject, state: its, attempts, problem = '' }) => [
          ...[id, event, subject, states[its] ?? its, formatNumber(attempts, call.language), problem],
        ]),
      )
      answer(call, { json: { deliveries: records }, text: records.length === 0 ? noDeliveries : table })
      return EXIT.ok
    }),
})

/** Sends an event once more, under the same id. */
export const webhookRedeliver = defineCommand({
  name: 'webhook redeliver',
  usage: '<id>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const isBack = await redeliver(crm, { actor: SYSTEM, id: call.args[0] ?? '' })
      answer(call, { json: { changed: isBack }, text: isBack ? call.words.webhook.changed : call.words.webhook.unchanged })
      return EXIT.ok
    }),
})
