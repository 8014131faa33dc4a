import type { Engine } from '../intake/engine.js'

/** Adds an entry to the audit: who did what to the system itself. */
export async function writeAudit(
  engine: Pick<Engine, 'store' | 'now' | 'newId'>,
  entry: { actor: string; action: string; subject?: string; details?: unknown },
): Promise<void> {
  const at = engine.now()
  await engine.store.records.insert('auditEntry', [
    { id: engine.newId(), version: 1, createdAt: at, updatedAt: at, at, ...entry },
  ])
}
