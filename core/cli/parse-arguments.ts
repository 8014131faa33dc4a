import { asError, CrmError } from '../errors.js'
import type { Conditions } from '../model/conditions.js'
import { parseConditions } from '../operations/index.js'

/** What is wrong with something that was typed; the command ends with the exit code of wrong usage. */
export function wrongArgument(argument: string, message: string): CrmError {
  return new CrmError('CLI_ARGUMENT_INVALID', `${argument}: ${message}`, { details: { field: argument } })
}

/** Reads a whole number between two bounds. */
export function parseCount(argument: string, text: string, { min, max }: { min: number; max: number }): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= min && number <= max) return number
  throw wrongArgument(argument, `"${text}" is not a whole number from ${min} to ${max}.`)
}

/** Reads conditions written as JSON; a single comparison stands for a list of one. Names in it are checked where it is used. */
export function parseFilter(text: string): Conditions {
  try {
    return parseConditions(JSON.parse(text))
  } catch (thrown) {
    if (thrown instanceof CrmError) throw wrongArgument('--filter', thrown.message)
    throw wrongArgument('--filter', `this is not JSON: ${asError(thrown).message}`)
  }
}
