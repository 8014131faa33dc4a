import type { User } from '../../model/entities/user.js'

/** Somebody who is signed in on one device. */
export interface Session {
  /** SHA-256 of the cookie's value. */
  readonly hash: string
  readonly userId: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly userAgent?: string
}

/** What another program shows to be let in. */
export interface ApiKey {
  readonly id: string
  /** SHA-256 of the secret part. */
  readonly hash: string
  readonly name: string
  /** For example `capture:api`, `read`, `write`. */
  readonly scopes: readonly string[]
  readonly createdAt: number
  readonly expiresAt?: number
  readonly lastUsedAt?: number
}

/** Who signs in and with what; who belongs to which queue. */
export interface AccessStore {
  /** Writes the first administrator, with a password hash; `false` when there is one already. Of several who try at once, one wins. */
  createFirstUser(user: User): Promise<boolean>
  /** Whether an administrator can sign in: whoever is off, has no password or another role does not count, or nobody could ever set this CRM up. */
  hasAdministrator(): Promise<boolean>
  userByEmail(email: string): Promise<User | undefined>
  /** Like the generic read, with the password hash, for signing in alone. */
  passwordHash(userId: string): Promise<string | undefined>
  setPasswordHash(userId: string, hash: string, now: number): Promise<void>
  /** Whose calendar feed a hash opens. */
  userByCalendarKey(hash: string): Promise<User | undefined>
  hasCalendarKey(userId: string): Promise<boolean>
  /** `null` closes the feed. */
  setCalendarKey(userId: string, key: { hash: string | null; now: number }): Promise<void>
  saveSession(session: Session): Promise<void>
  session(hash: string): Promise<Session | undefined>
  touchSession(hash: string, now: number): Promise<void>
  endSession(hash: string): Promise<void>
  endSessionsOf(userId: string): Promise<void>
  /** Deletes the sessions that began before an instant, and so have ended; answers how many. */
  deleteEndedSessions(before: number): Promise<number>
  saveApiKey(key: ApiKey): Promise<void>
  apiKey(id: string): Promise<ApiKey | undefined>
  /** Notes that a key was used; one that has ended meanwhile stays ended. */
  touchApiKey(id: string, now: number): Promise<void>
  listApiKeys(): Promise<readonly ApiKey[]>
  deleteApiKey(id: string): Promise<boolean>
  setQueueMembers(queue: string, userIds: readonly string[], now: number): Promise<void>
  queueMembers(queue: string): Promise<readonly User[]>
}
