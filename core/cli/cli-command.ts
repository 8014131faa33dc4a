import type { Command } from 'commander'
import type { CliIo } from './cli-io.js'
import type { CommandName, Language, Words } from './words/index.js'

/** Options that every command takes. */
export interface CommonOptions {
  readonly json?: boolean
  readonly deployment: string
  readonly data?: string
  readonly database?: string
}

/** One call of a command: what was typed, and the world it runs in. */
export interface CommandCall<O = object> {
  readonly args: readonly string[]
  readonly options: CommonOptions & O
  readonly io: CliIo
  readonly words: Words
  readonly language: Language
}

/** What a process says when it ends: all is well, something checked or asked for is not, the command was typed wrongly. */
export const EXIT = { ok: 0, problems: 1, usage: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A command: its words are found by its name, its options are declared here, `run` does it. */
export interface CliCommand<O = object> {
  /** As it is typed, for example `leads list`. */
  readonly name: CommandName
  /** For example `<file>`. */
  readonly usage?: string
  options?(command: Command, words: Words): void
  run(call: CommandCall<O>): Promise<ExitCode>
}

/** Declares a command; the type names the options that `options` declares. */
export const defineCommand = <O = object>(command: CliCommand<O>): CliCommand => command as CliCommand
