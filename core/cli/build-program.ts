import { Command, Option } from 'commander'
import { packageVersion } from '../package-root.js'
import type { CliCommand, CommonOptions, ExitCode } from './cli-command.js'
import type { CliIo } from './cli-io.js'
import { commands } from './commands/index.js'
import { usageError } from './output/usage-error.js'
import { LANGUAGES, type Language, type Words } from './words/index.js'

interface ProgramRequest {
  readonly io: CliIo
  readonly words: Words
  readonly language: Language
  onDone(code: ExitCode): void
}

/** Makes commander's program of all commands. */
export function buildProgram(request: ProgramRequest): Command {
  const { io, words } = request
  const program = configured(new Command('sarnakh'), request)
    .description(words.product)
    .version(packageVersion(), '-v, --version', words.version)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (message, write) => write(usageError(message, words.usage)),
    })
    .exitOverride()
  for (const command of commands) addCommand(program, { command, request })
  return program
}

function addCommand(program: Command, { command, request }: { command: CliCommand; request: ProgramRequest }): void {
  const { words } = request
  const groups = command.name.split(' ')
  const last = groups.pop()
  const parent = groups.reduce((within, _, place) => groupNamed(within, { path: groups.slice(0, place + 1), request }), program)
  const { description, example } = words.commands[command.name]
  const made = parent.command(`${last} ${command.usage ?? ''}`.trim()).description(description)
  configured(made, request)
  command.options?.(made, words)
  addCommonOptions(made, words)
  made.addHelpText('after', `\n${words.example}\n  $ ${example}`)
  made.action(async () => {
    const { io, language, onDone } = request
    onDone(await command.run({ args: made.args, options: made.opts<CommonOptions>(), io, words, language }))
  })
}

/** A word that opens a group of commands, made when the first of them is. */
function groupNamed(within: Command, { path, request }: { path: readonly string[]; request: ProgramRequest }): Command {
  const name = path.at(-1) ?? ''
  const known = within.commands.find((command) => command.name() === name)
  return known ?? configured(within.command(name), request).description(request.words.groups[path.join(' ')] ?? '')
}

function addCommonOptions(command: Command, words: Words): void {
  command
    .option('--json', words.options.json)
    .option('--deployment <dir>', words.options.deployment, '.')
    .option('--data <dir>', words.options.data)
    .option('--database <connection>', words.options.database)
    .addOption(new Option('--language <code>', words.options.language).choices(LANGUAGES))
}

function configured(command: Command, { words }: ProgramRequest): Command {
  return command
    .helpOption('-h, --help', words.help)
    .helpCommand(false)
    .showHelpAfterError(words.seeHelp)
    .configureHelp({
      styleTitle: (title) => words.helpTitles[title] ?? title,
      optionDescription: (option) => describeOption(option, words),
    })
}

/** What an option is for, with its choices and what it is by default. */
function describeOption({ description, argChoices, defaultValue }: Option, { optionNotes, values }: Words): string {
  const quoted = (value: unknown) => JSON.stringify(value)
  const notes = [
    ...(argChoices ? [optionNotes.choices(argChoices.map(quoted).join(values.comma))] : []),
    ...(typeof defaultValue === 'string' ? [optionNotes.byDefault(quoted(defaultValue))] : []),
  ]
  return notes.length > 0 ? `${description} (${notes.join(values.comma)})` : description
}
