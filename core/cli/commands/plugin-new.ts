import { join } from 'node:path'
import { Option } from 'commander'
import { namePluginInConfig } from '../../deployment/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { deploymentOf } from '../with-crm.js'
import { writeTemplates } from '../write-templates.js'

const KINDS = ['source', 'scoring', 'assign', 'report', 'action'] as const

interface PluginOptions {
  readonly kind: (typeof KINDS)[number]
}

/** Begins a plugin of the deployment: JavaScript with types, a README, a test that passes; and names it in the configuration. */
export const pluginNew = defineCommand<PluginOptions>({
  name: 'plugin new',
  usage: '<name>',
  options: (command, words) => {
    command.addOption(new Option('--kind <kind>', words.options.kind).choices(KINDS).default('action'))
  },
  async run(call) {
    const { args, options, words } = call
    const name = pluginName(args[0] ?? '', options.kind)
    const { folder } = await deploymentOf(call)
    const path = join('plugins', name)
    const short = name.slice(options.kind.length + 1)
    const values = { name, short, exportName: camelCase(name), kind: options.kind }
    const files = await writeTemplates(join('plugin', options.kind), join(folder, path), values)
    await namePluginInConfig(folder, `./plugins/${name}`)
    const text = [words.plugin.done(path), ...nextSteps(path)].join('\n')
    answer(call, { json: { name, folder: join(folder, path), files }, text })
    return EXIT.ok
  },
})

const nextSteps = (path: string) => ['npm install', `npx vitest run ${path}`, 'npx sarnakh check'].map((line) => `  ${line}`)

/** `trade-fair` of kind `source` is `source-trade-fair`; the kind is not written twice. */
function pluginName(given: string, kind: string): string {
  const name = given.startsWith(`${kind}-`) ? given : `${kind}-${given}`
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) return name
  throw wrongArgument('<name>', `"${given}" must be small letters, digits and dashes, for example "trade-fair".`)
}

const camelCase = (name: string): string => name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
