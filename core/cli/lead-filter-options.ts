import type { Command } from 'commander'
import type { LeadFilter } from '../operations/index.js'
import { parseFilter } from './parse-arguments.js'
import type { Words } from './words/index.js'

/** Which leads, as typed. */
export interface LeadFilterOptions {
  readonly filter?: string
  readonly segment?: string
  readonly search?: string
}

export function addLeadFilterOptions(command: Command, words: Words): Command {
  return command
    .option('--filter <conditions>', words.options.filter)
    .option('--segment <id>', words.options.segment)
    .option('--search <words>', words.options.search)
}

export function leadFilterOf({ filter, segment, search }: LeadFilterOptions): LeadFilter {
  return {
    ...(filter === undefined ? {} : { where: parseFilter(filter) }),
    ...(segment === undefined ? {} : { segment }),
    ...(search === undefined ? {} : { search }),
  }
}
