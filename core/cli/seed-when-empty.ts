import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import { countLeads, seedDemo } from '../operations/index.js'
import type { CommandCall } from './cli-command.js'
import { note } from './output/answer.js'

/** Fills the empty database of a demo with sample people and leads; every other deployment stays as it is. */
export async function seedWhenEmpty(call: CommandCall, crm: Crm): Promise<void> {
  if (!crm.deployment.config.demo || (await countLeads(crm, { actor: SYSTEM, filter: {} })) > 0) return
  note(call, call.words.start.demo)
  await seedDemo(crm)
}
