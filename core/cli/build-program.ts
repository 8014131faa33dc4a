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
  const [first = '', second] = command.name.split(' ')
  const parent = second === undefined ? program : groupNamed(program, { name: first, request })
  const { description, example } = words.commands[command.name]
  const made = parent.command(`${second ?? first} ${command.usage ?? ''}`.trim()).description(description)
  configured(made, request)
  command.options?.(made, words)
  addCommonOptions(made, words)
  made.addHelpText('after', `\n${words.example}\n  $ ${example}`)
  made.action(async () => {
    const { io, language, onDone } = request
    onDone(await command.run({ args: made.args, options: made.opts<CommonOptions>(), io, words, language }))
  })
}

function groupNamed(program: Command, { name, request }: { name: string; request: ProgramRequest }): Command {
  const known = program.commands.find((command) => command.name() === name)
  return known ?? configured(program.command(name), request).description(request.words.groups[name] ?? '')
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
    .configureHelp({ styleTitle: (title) => words.helpTitles[title] ?? title })
}
