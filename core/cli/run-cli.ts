import { CommanderError } from 'commander'
import { CrmError } from '../errors.js'
import { buildProgram } from './build-program.js'
import { EXIT, type ExitCode } from './cli-command.js'
import type { CliIo } from './cli-io.js'
import { errorsAsJson, printFailure } from './output/print-failure.js'
import { languageOf, wordsIn } from './words/index.js'

/**
 * Runs the command line and answers its exit code; nothing is thrown.
 * @example await runCli(['leads', 'count', '--json'], io) // 0, and {"count":9240} on io.stdout
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const language = languageOf(argv, io.env)
  const words = wordsIn(language)
  const json = argv.includes('--json')
  let code: ExitCode = EXIT.ok
  const program = buildProgram({ io, words, language, onDone: (ended) => (code = ended) })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return printFailure(thrown, { io, words, language, json })
    if (thrown.exitCode === 0) return EXIT.ok
    if (json) io.stdout.write(errorsAsJson([wrongUsage(thrown)]))
    return EXIT.usage
  }
}

/** What commander has told a person on stderr already; its sentence begins with a word that says only that it is an error. */
function wrongUsage({ code, message }: CommanderError): CrmError {
  const said = code === 'commander.help' ? 'A command is missing.' : message.replace(/^error: /, '')
  return new CrmError('CLI_ARGUMENT_INVALID', said)
}
