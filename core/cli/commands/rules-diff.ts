import { SYSTEM } from '../../access/index.js'
import { compareRules } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { changeLines } from '../describe-publication.js'
import { answer } from '../output/answer.js'
import { withCrm } from '../with-crm.js'

/** Compares two rule sets: publications, digests, what is in force, what lies on disk. */
export const rulesDiff = defineCommand({
  name: 'rules diff',
  usage: '[before] [after]',
  async run(call) {
    const [before = 'published', after = 'working'] = call.args
    return withCrm(call, async (crm) => {
      const changes = await compareRules(crm, { actor: SYSTEM, before, after })
      answer(call, { json: { before, after, changes }, text: changeLines(changes, call, { lines: true }).join('\n') })
      return EXIT.ok
    })
  },
})
