import { mkdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { examineRules } from '../../crm/load-rules.js'
import { linkSchemas, writeSchemas } from '../../crm/write-schemas.js'
import { asError } from '../../errors.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { tryParts } from '../try-parts.js'
import { deploymentOf } from '../with-crm.js'

interface SchemaOptions {
  readonly out?: string
  readonly link?: boolean
}

/** Writes the schemas with which an editor completes the names of this deployment; broken rule files do not keep it from that. */
export const rulesSchema = defineCommand<SchemaOptions>({
  name: 'rules schema',
  options: (command, { ruleCheck: { options } }) => {
    command.option('--out <dir>', options.schemaOut).option('--link', options.link)
  },
  async run(call) {
    const { options, io } = call
    const deployment = await deploymentOf(call)
    const { registry } = await tryParts(deployment)
    const rules = await examineRules({ layers: deployment.layers, registry })
    const folder = options.out === undefined ? join(deployment.folder, 'rules', 'schema') : resolve(io.cwd, options.out)
    await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
      throw wrongArgument('--out', `no folder can be made there: ${asError(thrown).message}.`)
    })
    const schemas = await writeSchemas({ deployment, rules, folder })
    const linked = options.link ? await linkSchemas({ deployment, rules, folder }) : []
    const { ruleCheck: words } = call.words
    const example = `"$schema": "../${relative(join(deployment.folder, 'rules'), folder) || 'schema'}/scoring.schema.json"`
    const text = [words.schemas(schemas.length, folder), options.link ? words.linked(linked.length) : words.refer(example)]
    answer(call, { json: { folder, schemas, linked: linked.map(({ file }) => file) }, text: text.join('\n') })
    return EXIT.ok
  },
})
