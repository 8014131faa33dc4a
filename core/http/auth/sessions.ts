import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_IDLE_MS, SESSION_LONGEST_MS } from '../../access/index.js'
import type { User } from '../../model/entities/user.js'
import type { HttpEnv } from '../http-env.js'
import { isSecure } from '../security-headers.js'
import { hashSecret, newSecret } from './secret-text.js'

const TOUCH_MS = 60_000

/** Signs a user in: a new session in place of whatever this browser had. */
export async function beginSession(c: Context<HttpEnv>, user: User): Promise<void> {
  await endStored(c)
  const secret = newSecret()
  const { store, now } = c.get('crm')
  const userAgent = c.req.header('user-agent')?.slice(0, 200)
  const at = now()
  await store.access.saveSession({
    hash: hashSecret(secret),
    userId: user.id,
    createdAt: at,
    lastSeenAt: at,
    ...(userAgent ? { userAgent } : {}),
  })
  setCookie(c, cookieName(c), secret, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c) })
}

/** Signs out on the server, not only in the browser. */
export async function endSession(c: Context<HttpEnv>): Promise<void> {
  await endStored(c)
  deleteCookie(c, cookieName(c), { path: '/', secure: isSecure(c) })
}

async function endStored(c: Context<HttpEnv>): Promise<void> {
  const secret = getCookie(c, cookieName(c))
  if (secret !== undefined) await c.get('crm').store.access.endSession(hashSecret(secret))
}

/** Who is behind the cookie, with the token that their forms carry; nobody once the session or the user has ended. */
export async function currentSession(c: Context<HttpEnv>): Promise<{ user: User; csrfToken: string } | undefined> {
  const secret = getCookie(c, cookieName(c))
  if (secret === undefined || secret.length > 100) return undefined
  const { store, now } = c.get('crm')
  const hash = hashSecret(secret)
  const session = await store.access.session(hash)
  if (!session) return undefined
  const at = now()
  if (at - session.lastSeenAt >= SESSION_IDLE_MS || at - session.createdAt >= SESSION_LONGEST_MS) {
    await store.access.endSession(hash)
    return undefined
  }
  if (at - session.lastSeenAt >= TOUCH_MS) await store.access.touchSession(hash, at)
  const user = (await store.records.get('user', session.userId)) as User | undefined
  return user?.active ? { user, csrfToken: hashSecret(`csrf:${secret}`) } : undefined
}

/** The prefix makes browsers refuse a cookie of that name from anywhere but this host by https. */
function cookieName(c: Context<HttpEnv>): string {
  return isSecure(c) ? '__Host-sid' : 'sid'
}
