import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Erasure } from '../../model/entities/erasure.js'
import { eraseKnown } from './erase-known.js'
import { keepReceipts, type Receipt, readReceipts } from './erasure-receipts.js'
import { personNamed } from './find-person.js'

/**
 * Erases again whoever came back with an older copy of the database: receipts stand in the database and in a file beside it, and
 * that file must be kept when a copy is restored. Answers how many people were erased once more.
 */
export async function reapplyErasures(engine: Engine, { actor }: { actor: Actor }): Promise<{ readonly erased: number }> {
  authorize(actor, 'privacy:erase')
  const kept = await readReceipts(engine)
  let erased = 0
  const all = new Map<string, Receipt>(kept.map((receipt) => [receipt.id, receipt]))
  for await (const batch of engine.store.records.each('erasure', { batch: 500 }))
    for (const receipt of batch as readonly Erasure[]) all.set(receipt.id, receipt)
  for (const { records, mode = 'erase' } of all.values()) {
    const { lead = [], contact = [] } = records as Partial<Record<'lead' | 'contact', readonly string[]>>
    const back = [...lead.map((leadId) => ({ leadId })), ...contact.map((contactId) => ({ contactId }))]
    for (const named of back) {
      const person = await personNamed(engine, named).catch(unlessUnknown)
      if (!person || (mode === 'anonymise' && person.trace.words.length === 0)) continue
      await eraseKnown(engine, { person, actor: 'system', mode, reason: 'reapplied' })
      erased += 1
    }
  }
  await keepReceipts(engine)
  return { erased }
}

function unlessUnknown(error: unknown): undefined {
  if (error instanceof CrmError && error.code === 'PERSON_UNKNOWN') return undefined
  throw error
}
