import { Readable } from 'node:stream'
import { runCli } from '../../../core/cli/run-cli.js'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly signal?: AbortSignal
  /** Called with everything that was written so far. */
  onOutput?(output: { readonly stdout: string; readonly stderr: string }): void
}

/** Runs a command as a terminal would that nobody watches, and gives what it wrote. */
export async function runCommand(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' }
  const outlet = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text
      options.onOutput?.({ ...written })
    },
  })
  const code = await runCli(argv, {
    stdout: outlet('stdout'),
    stderr: outlet('stderr'),
    stdin: Readable.from([Buffer.from(options.stdin ?? '')]),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
  })
  return { code, ...written }
}
