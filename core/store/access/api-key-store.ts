import type { Database, Row } from '../database/database.js'
import type { AccessStore, ApiKey } from '../store.js'

type ApiKeyStore = Pick<AccessStore, 'saveApiKey' | 'apiKey' | 'touchApiKey' | 'listApiKeys' | 'deleteApiKey'>

/** Keys of other programs; saving one that is there changes it. */
export function apiKeyStore(database: Database): ApiKeyStore {
  return {
    async saveApiKey({ id, hash, name, scopes, createdAt, expiresAt, lastUsedAt }) {
      await database.rows(SAVE, [id, hash, name, JSON.stringify(scopes), createdAt, expiresAt ?? null, lastUsedAt ?? null])
    },
    async apiKey(id) {
      const [row] = await database.rows('select * from api_key where id = ?', [id])
      return row && apiKeyOf(row)
    },
    async touchApiKey(id, now) {
      await database.rows('update api_key set last_used_at = ? where id = ?', [now, id])
    },
    listApiKeys: async () => (await database.rows('select * from api_key order by created_at, id')).map(apiKeyOf),
    deleteApiKey: async (id) => (await database.rows('delete from api_key where id = ? returning id', [id])).length > 0,
  }
}

const SAVE = `insert into api_key (id, hash, name, scopes, created_at, expires_at, last_used_at) values (?, ?, ?, ?, ?, ?, ?)
  on conflict (id) do update set hash = excluded.hash, name = excluded.name, scopes = excluded.scopes,
    expires_at = excluded.expires_at, last_used_at = excluded.last_used_at`

const apiKeyOf = (row: Row): ApiKey => ({
  id: String(row.id),
  hash: String(row.hash),
  name: String(row.name),
  scopes: JSON.parse(String(row.scopes)) as string[],
  createdAt: Number(row.created_at),
  ...(typeof row.expires_at === 'number' ? { expiresAt: row.expires_at } : {}),
  ...(typeof row.last_used_at === 'number' ? { lastUsedAt: row.last_used_at } : {}),
})
