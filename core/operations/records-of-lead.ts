import type { Engine } from '../intake/engine.js'
import type { StoredRecord } from '../store/index.js'

const BATCH = 200

/** Every record of an entity that points to a lead; of tasks with `isOpen` those that are not done. */
export async function recordsOfLead(
  { store }: Pick<Engine, 'store'>,
  entity: 'task' | 'document' | 'enrolment' | 'activity' | 'touch' | 'consent' | 'opportunity',
  leadId: string,
  { isOpen = false }: { readonly isOpen?: boolean } = {},
): Promise<readonly StoredRecord[]> {
  const own = { fact: entity, path: '$.leadId', operator: 'equal', value: leadId }
  const open = isOpen ? [{ fact: entity, path: '$.doneAt', operator: 'present', value: false }] : []
  const records: StoredRecord[] = []
  for await (const page of store.records.each(entity, { where: { all: [own, ...open] }, batch: BATCH })) records.push(...page)
  return records
}
