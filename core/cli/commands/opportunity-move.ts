import { SYSTEM } from '../../access/index.js'
import { stageOf } from '../../model/pipeline.js'
import { textIn } from '../../model/text/localized-text.js'
import { moveOpportunity } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { withCrm } from '../with-crm.js'

/** Moves an opportunity, by the same guards as everywhere, or says what is in the way. */
export const opportunityMove = defineCommand<{ readonly reason?: string }>({
  name: 'opportunity move',
  usage: '<id> <stage>',
  options: (command, words) => {
    command.option('--reason <id>', words.pipeline.options.reason)
  },
  async run(call) {
    const [id = '', stage = ''] = call.args
    const { reason } = call.options
    return withCrm(call, async (crm) => {
      const moved = await moveOpportunity(crm, { actor: SYSTEM, id, stage, ...(reason === undefined ? {} : { reason }) })
      if (isRefusal(moved)) {
        answer(call, { json: moved, text: plainText(textIn(moved.words ?? moved.refused, call.language)) })
        return EXIT.problems
      }
      await crm.settle()
      const label = stageOf(crm.rules().pipelines, moved)?.label ?? moved.stage
      answer(call, {
        json: { opportunity: moved },
        text: plainText(call.words.pipeline.moved(moved.name, textIn(label, call.language))),
      })
      return EXIT.ok
    })
  },
})
