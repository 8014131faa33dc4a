import { SYSTEM } from '../../access/index.js'
import { setupStanding } from '../../crm/setup-standing.js'
import { textIn } from '../../model/text/localized-text.js'
import { CONFIRMABLE, confirmSetup, setupChecklist } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ChecklistOptions {
  readonly confirm?: string
}

/** Shows the six steps of the set-up with their state; ends with 1 while one is open. */
export const checklist = defineCommand<ChecklistOptions>({
  name: 'checklist',
  options: (command, words) => {
    command.option('--confirm <what>', words.record.options.confirm)
  },
  async run(call) {
    const { confirm } = call.options
    const what = CONFIRMABLE.find((each) => each === confirm)
    if (confirm !== undefined && !what) throw wrongArgument('--confirm', `"${confirm}" is none of: ${CONFIRMABLE.join(', ')}.`)
    return withCrm(call, async (crm) => {
      if (what) await confirmSetup(crm, { actor: SYSTEM, what })
      const list = await setupChecklist(crm, { actor: SYSTEM, standing: setupStanding(crm) })
      const say = (text: { en: string; fa: string }) => textIn(text, call.language)
      const text = list.steps.flatMap(({ title, how, command, isDone, items }, index) => [
        `${isDone ? '✓' : '○'} ${index + 1}. ${say(title)}`,
        ...items.map(
          (item) => `    ${item.isDone ? '✓' : '○'} ${say(item.what)}${item.evidence ? `: ${say(item.evidence)}` : ''}`,
        ),
        ...(isDone ? [] : [`    ${say(how)}`, ...(command ? [`    ${command}`] : [])]),
      ])
      answer(call, { json: list, text: [...text, call.words.record.stepsDone(list.done, list.steps.length)].join('\n') })
      return list.isComplete ? EXIT.ok : EXIT.problems
    })
  },
})
