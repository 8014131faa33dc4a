import { basename, resolve } from 'node:path'
import { packageVersion } from '../../package-root.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import type { Language } from '../words/index.js'
import { writeTemplates } from '../write-templates.js'

interface InitOptions {
  readonly id?: string
}

/** Makes the folder of a new deployment: configuration, rules with cases, a place for plugins. Nothing is installed. */
export const init = defineCommand<InitOptions>({
  name: 'init',
  usage: '<folder>',
  options: (command, words) => {
    command.option('--id <id>', words.options.id)
  },
  async run(call) {
    const { io, words, language, options } = call
    const given = call.args[0] ?? ''
    const folder = resolve(io.cwd, given)
    const id = options.id ?? idFrom(basename(folder))
    if (!/^[a-z][a-z0-9-]*$/.test(id))
      throw wrongArgument('--id', `"${id}" must begin with a small letter; then letters, digits, dashes.`)
    const files = await writeTemplates('deployment', folder, { id, version: packageVersion(), ...LOCALE[language] })
    const { init: texts } = words
    const text = [texts.done(folder), ...nextSteps(given)].join('\n')
    answer(call, { json: { folder, id, files }, text })
    return EXIT.ok
  },
})

const nextSteps = (folder: string) => [`cd ${folder}`, 'npx sarnakh check', 'npx sarnakh start'].map((line) => `  ${line}`)

function idFrom(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** What a deployment speaks when nobody says otherwise follows the language in which it was made. */
const LOCALE: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { language: 'en', calendar: 'gregorian', timeZone: 'UTC' },
  fa: { language: 'fa', calendar: 'jalali', timeZone: 'Asia/Tehran' },
}
