import type { Database, Row } from '../database/database.js'
import type { AccessStore, Session } from '../store.js'

type SessionStore = Pick<
  AccessStore,
  'saveSession' | 'session' | 'touchSession' | 'endSession' | 'endSessionsOf' | 'deleteEndedSessions'
>

/** Who is signed in, by the hash of the cookie. */
export function sessionStore(database: Database): SessionStore {
  return {
    async saveSession({ hash, userId, createdAt, lastSeenAt, userAgent }) {
      await database.rows(SAVE, [hash, userId, createdAt, lastSeenAt, userAgent ?? null])
    },
    async session(hash) {
      const [row] = await database.rows('select * from session where hash = ?', [hash])
      return row && sessionOf(row)
    },
    async touchSession(hash, now) {
      await database.rows('update session set last_seen_at = ? where hash = ?', [now, hash])
    },
    async endSession(hash) {
      await database.rows('delete from session where hash = ?', [hash])
    },
    async endSessionsOf(userId) {
      await database.rows('delete from session where user_id = ?', [userId])
    },
    deleteEndedSessions: async (before) =>
      (await database.rows('delete from session where created_at < ? returning hash', [before])).length,
  }
}

const SAVE = 'insert into session (hash, user_id, created_at, last_seen_at, user_agent) values (?, ?, ?, ?, ?)'

const sessionOf = (row: Row): Session => ({
  hash: String(row.hash),
  userId: String(row.user_id),
  createdAt: Number(row.created_at),
  lastSeenAt: Number(row.last_seen_at),
  ...(typeof row.user_agent === 'string' ? { userAgent: row.user_agent } : {}),
})
