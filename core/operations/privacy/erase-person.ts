import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Erasure } from '../../model/entities/erasure.js'
import { eraseKnown } from './erase-known.js'
import { receiptOf } from './erasure-receipts.js'
import { type KnownPerson, type PersonNamed, personNamed } from './find-person.js'

/** Whom to erase, with the word that it is meant. */
export interface ErasureWish {
  readonly actor: Actor
  readonly named: PersonNamed
  /** The person's name, as it stands on the page: nothing is erased without it. */
  readonly confirm: string
  /** Why, for the receipt; it must name nobody. */
  readonly reason?: string
  readonly mode?: 'erase' | 'anonymise'
}

/**
 * Erases a person from every table, file and plugin, for ever, and answers with the receipt. Business stays without the name, and
 * the address is kept as a SHA-256 so that nobody writes to it again. One that was cut off is finished by asking again; whoever is
 * named by the id of a record that is gone already is answered with the receipt.
 * @throws {CrmError} PERSON_UNKNOWN, PERSON_AMBIGUOUS, ERASE_NAME_DIFFERS, ERASE_IMPORT_OPEN.
 */
export async function erasePerson(engine: Engine, { actor, named, confirm, reason, mode }: ErasureWish): Promise<Erasure> {
  authorize(actor, 'privacy:erase')
  const person = await knownOrGone(engine, named)
  if ('receipt' in person) return person.receipt
  if (confirm.trim().normalize('NFC') !== person.name.normalize('NFC'))
    throw new CrmError('ERASE_NAME_DIFFERS', 'The name that was typed is not that of this person.', {
      details: { field: 'confirm' },
    })
  return eraseKnown(engine, { person, actor: actorName(actor), mode: mode ?? 'erase', ...(reason ? { reason } : {}) })
}

async function knownOrGone(engine: Engine, named: PersonNamed): Promise<KnownPerson | { readonly receipt: Erasure }> {
  try {
    return await personNamed(engine, named)
  } catch (error) {
    const isUnknown = error instanceof CrmError && error.code === 'PERSON_UNKNOWN'
    const receipt = isUnknown ? await receiptOf(engine, named.leadId ?? named.contactId ?? '') : undefined
    if (!receipt) throw error
    return { receipt }
  }
}
