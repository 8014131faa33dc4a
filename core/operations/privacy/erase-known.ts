import { createHash } from 'node:crypto'
import { failpoint } from '../../failpoint.js'
import type { Engine } from '../../intake/engine.js'
import type { Erasure } from '../../model/entities/erasure.js'
import { emailKey } from '../../model/text/email.js'
import { writeAudit } from '../write-audit.js'
import { keepReceipts } from './erasure-receipts.js'
import type { KnownPerson } from './find-person.js'
import { eraseImportFiles } from './import-files.js'
import { erasePluginData } from './plugin-data.js'

interface KnownErasure {
  readonly person: KnownPerson
  readonly actor: string
  readonly mode: 'erase' | 'anonymise'
  readonly reason?: string
}

/** Erases without asking; what is outside the database goes first, because only the database knows where to look for it. */
export async function eraseKnown(engine: Engine, { person, actor, mode, reason }: KnownErasure): Promise<Erasure> {
  const counts = { ...(await eraseImportFiles(engine, person.trace)), ...(await erasePluginData(engine, person.trace)) }
  failpoint('erase.before-commit')
  const addresses = mode === 'erase' ? [...new Set(person.emails.flatMap((email) => emailKey(email) ?? []))] : []
  const receipt = await engine.store.people.erase({
    ...{ person: person.trace, mode },
    receipt: { id: engine.newId(), at: engine.now(), actor, mode, counts, ...(reason ? { reason } : {}) },
    suppress: addresses.map((address) => ({ id: engine.newId(), address, key: sha256(address) })),
  })
  failpoint('erase.after-commit')
  await keepReceipts(engine)
  await engine.store.people.compact()
  await writeAudit(engine, { actor, action: `privacy.${mode}`, subject: receipt.id })
  return receipt
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
