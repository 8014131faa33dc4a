import type { User } from '../../model/entities/user.js'
import type { Database } from '../database/database.js'
import { membersByQueue } from '../intake/queue-states.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import { selectRecords } from '../rows/select-records.js'
import type { AccessStore } from '../store.js'
import { apiKeyStore } from './api-key-store.js'
import { replaceQueueMembers } from './replace-queue-members.js'
import { sessionStore } from './session-store.js'

/** Users as those who sign in, their sessions, API keys, and who belongs to which queue. */
export function accessStore(database: Database, tables: EntityTables): AccessStore {
  return {
    ...userAccess(database, tables),
    ...sessionStore(database),
    ...apiKeyStore(database),
    setQueueMembers: (queue, userIds, now) => replaceQueueMembers(database, tables, { queue, userIds, now }),
    queueMembers: async (queue) => (await membersByQueue(database, tables)).get(queue) ?? [],
  }
}

function userAccess(database: Database, { user }: EntityTables) {
  const hasAdministrator = async (on: Pick<Database, 'rows'> = database) => {
    const sql = `select 1 from "user" where password_hash is not null and "role" = 'admin' and "active" limit 1`
    return (await on.rows(sql)).length > 0
  }
  return {
    hasAdministrator: () => hasAdministrator(),
    createFirstUser: (first: User) =>
      database.transaction(async (on) => {
        if (on.dialect === 'postgres') await on.rows('lock table "user" in share row exclusive mode')
        if (await hasAdministrator(on)) return false
        await insertRecords(on, user, { records: [first] })
        return true
      }),
    async userByEmail(email: string) {
      const [record] = await selectRecords(database, user, { ending: 'where "email" = ?', bindings: [email] })
      return record as unknown as User | undefined
    },
    async userByCalendarKey(hash: string) {
      const [record] = await selectRecords(database, user, { ending: 'where "calendar_key_hash" = ?', bindings: [hash] })
      return record as unknown as User | undefined
    },
    async hasCalendarKey(userId: string) {
      const sql = 'select 1 from "user" where id = ? and calendar_key_hash is not null'
      return (await database.rows(sql, [userId])).length > 0
    },
    async setCalendarKey(userId: string, { hash, now }: { hash: string | null; now: number }) {
      const sql = 'update "user" set calendar_key_hash = ?, updated_at = ?, version = version + 1 where id = ?'
      await database.rows(sql, [hash, now, userId])
    },
    async passwordHash(userId: string) {
      const [row] = await database.rows('select password_hash from "user" where id = ?', [userId])
      return typeof row?.password_hash === 'string' ? row.password_hash : undefined
    },
    async setPasswordHash(userId: string, hash: string, now: number) {
      const sql = 'update "user" set password_hash = ?, updated_at = ?, version = version + 1 where id = ?'
      await database.rows(sql, [hash, now, userId])
    },
  }
}
