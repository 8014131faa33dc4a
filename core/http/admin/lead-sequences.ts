import { type Actor, can } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { textIn } from '../../model/text/localized-text.js'
import { leadEnrolments } from '../../operations/index.js'

/** The block of the lead page about sequences: where the lead is and was, and where it could be put. */
export async function leadSequences(crm: Crm, { actor, leadId, language }: { actor: Actor; leadId: string; language: string }) {
  if (!can(actor, 'sequence:read')) return { enrolments: [], choices: [], canWrite: false }
  const { sequences } = crm.rules()
  const titleOf = (id: string) => (Object.hasOwn(sequences, id) && sequences[id] ? textIn(sequences[id].title, language) : id)
  const enrolments = await leadEnrolments(crm, { actor, leadId })
  const isIn = new Set(enrolments.filter(({ state }) => state === 'active').map(({ sequence }) => sequence))
  return {
    enrolments: enrolments.map((row) => ({ ...row, title: titleOf(row.sequence) })),
    choices: Object.keys(sequences)
      .filter((id) => !isIn.has(id))
      .map((id) => ({ id, title: titleOf(id) })),
    canWrite: can(actor, 'sequence:write'),
  }
}
