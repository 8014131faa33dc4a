import type { Suppression } from '../../model/entities/suppression.js'
import { emailKey } from '../../model/text/email.js'
import type { Engine } from '../engine.js'
import { suppressionKeys } from './mail-refusal.js'

/** Puts an address on the suppression list; one that is there stays as it is. Answers whether it is new. */
export async function suppress(
  engine: Pick<Engine, 'store' | 'newId' | 'now'>,
  { address, reason }: { address: string; reason: Suppression['reason'] },
): Promise<boolean> {
  const now = engine.now()
  const key = emailKey(address) ?? address
  return engine.store.records.insertOnce('suppression', {
    id: engine.newId(),
    version: 1,
    createdAt: now,
    updatedAt: now,
    key,
    reason,
    at: now,
  })
}

/** Takes an address off the list; for one of these reasons alone where they are named. Answers whether it was there. */
export async function release(
  engine: Pick<Engine, 'store' | 'now'>,
  { address, reasons }: { address: string; reasons?: readonly Suppression['reason'][] },
): Promise<boolean> {
  const where = { all: [{ fact: 'suppression', path: '$.key', operator: 'in', value: [...suppressionKeys(address)] }] }
  const { records } = await engine.store.records.list('suppression', { where, limit: 2 })
  const found = (records as readonly Suppression[]).filter(({ reason }) => reasons?.includes(reason) ?? true)
  const removes = found.map(({ id, version }) => ({ entity: 'suppression' as const, id, expectedVersion: version }))
  if (removes.length === 0) return false
  return (await engine.store.records.write({ removes }, engine.now())) === 'written'
}
