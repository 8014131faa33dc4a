import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { release, suppress } from '../../intake/mail/suppress.js'
import type { Suppression } from '../../model/entities/suppression.js'
import { emailKey } from '../../model/text/email.js'
import type { Page } from '../../store/index.js'
import { pageLimit } from '../page-limit.js'
import { writeAudit } from '../write-audit.js'

/** Which part of the list. */
export interface SuppressionQuery {
  readonly actor: Actor
  readonly search?: string
  readonly limit?: number
  readonly after?: string
}

/** The addresses to which nothing goes, the newest first. */
export async function listSuppressions(
  engine: Engine,
  { actor, search, limit, after }: SuppressionQuery,
): Promise<Page<Suppression>> {
  authorize(actor, 'sequence:read')
  const page = await engine.store.records.list('suppression', {
    sort: { field: 'at', direction: 'desc' },
    limit: pageLimit(limit),
    ...(search ? { search } : {}),
    ...(after === undefined ? {} : { after }),
  })
  return page as Page<Suppression>
}

/**
 * Puts addresses on the list; answers how many are new. One that is no address refuses all of them and is named.
 * @throws {CrmError} SUPPRESSION_INVALID
 */
export async function addSuppressions(
  engine: Engine,
  { actor, addresses }: { actor: Actor; addresses: readonly string[] },
): Promise<{ readonly added: number; readonly known: number }> {
  authorize(actor, 'sequence:write')
  const keys = [...new Set(addresses.map((address, index) => addressOf(address, index)))]
  let added = 0
  for (const address of keys) if (await suppress(engine, { address, reason: 'manual' })) added += 1
  await writeAudit(engine, { actor: actorName(actor), action: 'suppression.add', subject: `${added}` })
  return { added, known: keys.length - added }
}

/**
 * Takes an address off the list; answers whether it was there.
 * @throws {CrmError} SUPPRESSION_INVALID
 */
export async function removeSuppression(engine: Engine, { actor, address }: { actor: Actor; address: string }): Promise<boolean> {
  authorize(actor, 'sequence:write')
  const removed = await release(engine, { address: addressOf(address, 0) })
  if (removed) await writeAudit(engine, { actor: actorName(actor), action: 'suppression.remove', subject: '1' })
  return removed
}

function addressOf(text: string, index: number): string {
  const key = emailKey(text)
  if (key !== undefined) return key
  throw new CrmError('SUPPRESSION_INVALID', `"${text.slice(0, 100)}" is no e-mail address (entry ${index + 1}).`, {
    details: { field: 'addresses' },
  })
}
