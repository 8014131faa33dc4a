import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Actor, actorName, authorize, PERMISSIONS, type Permission } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { ApiKey } from '../store/index.js'
import { writeAudit } from './write-audit.js'

/** A key as it is shown: everything but what proves it. */
export type ShownApiKey = Omit<ApiKey, 'hash'>

export type KeyActor = Extract<Actor, { kind: 'key' }>

const USED_MS = 60_000

/**
 * Makes a key for another program. `text` is the whole key; it is shown this once and stored as a hash.
 * @throws {CrmError} AUTH_SCOPE_UNKNOWN.
 */
export async function createApiKey(
  engine: Engine,
  { actor, name, scopes, expiresAt }: { actor: Actor; name: string; scopes: readonly string[]; expiresAt?: number },
): Promise<{ readonly key: ShownApiKey; readonly text: string }> {
  authorize(actor, 'user:write')
  const unknown = scopes.find((scope) => !isPermission(scope))
  if (unknown !== undefined || scopes.length === 0) {
    throw new CrmError('AUTH_SCOPE_UNKNOWN', `A key needs scopes among: ${PERMISSIONS.join(', ')}.`, {
      details: { known: PERMISSIONS },
    })
  }
  const secret = randomBytes(32).toString('base64url')
  const key: ShownApiKey = {
    id: engine.newId(),
    name,
    scopes,
    createdAt: engine.now(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
  await engine.store.access.saveApiKey({ ...key, hash: hashOf(secret) })
  await writeAudit(engine, { actor: actorName(actor), action: 'key.create', subject: key.id, details: { name, scopes } })
  return { key, text: `lk_${key.id}_${secret}` }
}

export async function listApiKeys(engine: Engine, { actor }: { actor: Actor }): Promise<readonly ShownApiKey[]> {
  authorize(actor, 'user:read')
  return (await engine.store.access.listApiKeys()).map(({ hash: _, ...shown }) => shown)
}

/** Ends a key at once; answers whether it was there. */
export async function revokeApiKey(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<boolean> {
  authorize(actor, 'user:write')
  const wasThere = await engine.store.access.deleteApiKey(id)
  if (wasThere) await writeAudit(engine, { actor: actorName(actor), action: 'key.revoke', subject: id })
  return wasThere
}

/** On whose behalf a key acts; nobody's when it is unknown, wrong or has ended. Notes that it was used. */
export async function findApiKey(engine: Pick<Engine, 'store' | 'now'>, text: string): Promise<KeyActor | undefined> {
  const [, id, secret] = /^lk_([A-Za-z0-9-]{1,60})_([A-Za-z0-9_-]{43})$/.exec(text) ?? []
  if (id === undefined || secret === undefined) return undefined
  const key = await engine.store.access.apiKey(id)
  const now = engine.now()
  if (!key || !sameHash(key.hash, hashOf(secret)) || (key.expiresAt !== undefined && key.expiresAt <= now)) return undefined
  if (now - (key.lastUsedAt ?? 0) >= USED_MS) await engine.store.access.touchApiKey(id, now)
  return { kind: 'key', id: key.id, scopes: key.scopes.filter(isPermission) }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

function isPermission(scope: string): scope is Permission {
  return PERMISSIONS.some((permission) => permission === scope)
}
