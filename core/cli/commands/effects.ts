import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { listEffects, retryEffect } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

const STATES = ['waiting', 'done', 'dead'] as const

/** Lists what rules made happen; without a state what was given up. */
export const effectsList = defineCommand<{ readonly state?: string }>({
  name: 'effects list',
  options: (command, { effects: { options } }) => {
    command.option('--state <state>', options.state)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const { none, columns, states } = call.words.effects
      const typed = call.options.state ?? 'dead'
      const state = STATES.find((each) => each === typed)
      if (!state) throw wrongArgument('--state', `${typed} ∉ ${STATES.join(', ')}`)
      const effects = await listEffects(crm, { actor: SYSTEM, state, limit: 100 })
      const table = formatTable(
        [columns.id, columns.action, columns.rule, columns.state, columns.attempts, columns.problem].map((title) => ({ title })),
        effects.map(({ id, type, rule, attempts, error = '' }) => [
          ...[id, type, rule, states[state] ?? state, formatNumber(attempts, call.language), error],
        ]),
      )
      answer(call, { json: { effects }, text: effects.length === 0 ? none : table })
      return EXIT.ok
    }),
})

/** Has an effect done again that was given up. */
export const effectsRetry = defineCommand({
  name: 'effects retry',
  usage: '<id>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const effect = await retryEffect(crm, { actor: SYSTEM, id: call.args[0] ?? '' })
      answer(call, { json: { effect }, text: call.words.effects.retried })
      return EXIT.ok
    }),
})
