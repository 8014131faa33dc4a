import type { Crm } from '../crm/crm.js'
import type { Comparison } from '../model/conditions.js'
import { answeredInMemory, type LeadFilter } from '../operations/index.js'
import { describeConditions } from '../rule-engine/index.js'
import type { CommandCall } from './cli-command.js'

/** What of a filter the database could not answer alone; nothing where it answered all. */
interface Told {
  readonly json: { readonly inMemory?: readonly Comparison[] }
  /** A line of its own. */
  readonly text: string
}

/** Tells which comparisons of a filter were looked at lead by lead, so that nobody wonders why it took longer. */
export function tellAnswered(crm: Crm, filter: LeadFilter, { words, language }: Pick<CommandCall, 'words' | 'language'>): Told {
  const inMemory = answeredInMemory(crm, filter)
  if (inMemory.length === 0) return { json: {}, text: '' }
  const described = inMemory.map((leaf) =>
    describeConditions(crm.rules(), { all: [leaf] }, { language, timeZone: crm.settings.timeZone }),
  )
  return { json: { inMemory }, text: `\n${words.leads.inMemory([...new Set(described)].join('; '))}` }
}
