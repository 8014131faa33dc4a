import { textIn } from '../../model/text/localized-text.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { countRules, readParts } from '../read-parts.js'
import { deploymentOf } from '../with-crm.js'

/** Checks everything that a deployment says, without a database. */
export const check = defineCommand({
  name: 'check',
  async run(call) {
    const deployment = await deploymentOf(call)
    const { registry, loaded } = await readParts(deployment)
    const summary = {
      plugins: registry.plugins.length,
      files: loaded.ruleSet.files.length,
      rules: countRules(loaded.ruleSet),
      fields: Object.values(loaded.customFields).reduce((sum, fields) => sum + Object.keys(fields).length, 0),
    }
    const { check: words } = call.words
    const name = textIn(deployment.config.title, call.language)
    answer(call, {
      json: { ok: true, deployment: deployment.config.id, ...summary, digest: loaded.ruleSet.digest },
      text: `${words.good(name)}\n${words.summary(summary)}`,
    })
    return EXIT.ok
  },
})
