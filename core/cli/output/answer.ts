import type { CommandCall } from '../cli-command.js'

/** Gives the result of a command: as one line of JSON where that was asked for, else as text for a person. */
export function answer(
  { io, options }: Pick<CommandCall, 'io' | 'options'>,
  { json, text }: { json: unknown; text: string },
): void {
  io.stdout.write(`${options.json ? JSON.stringify(json) : text}\n`)
}

/** Says something on the way that is no part of the result. */
export function note({ io }: Pick<CommandCall, 'io'>, text: string): void {
  io.stderr.write(`${text}\n`)
}
