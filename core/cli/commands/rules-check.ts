import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { countRules, readParts } from '../read-parts.js'
import { deploymentOf } from '../with-crm.js'

/** Checks the rule files of all layers against everything they may speak of. */
export const rulesCheck = defineCommand({
  name: 'rules check',
  async run(call) {
    const { loaded } = await readParts(await deploymentOf(call))
    const { files, digest } = loaded.ruleSet
    const result = { files: files.length, rules: countRules(loaded.ruleSet), digest }
    answer(call, { json: { ok: true, ...result }, text: call.words.rules.checked(result) })
    return EXIT.ok
  },
})
