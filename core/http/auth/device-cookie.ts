import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isKnownDevice, rememberDevice } from '../../operations/index.js'
import type { HttpEnv } from '../http-env.js'
import { isSecure } from '../security-headers.js'
import { newSecret } from './secret-text.js'

/** The secret of this browser where the account was signed in to from it before. */
export async function knownDevice(c: Context<HttpEnv>, account: string): Promise<string | undefined> {
  const secret = getCookie(c, cookieName(c))
  if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return undefined
  return (await isKnownDevice(c.get('crm'), { account, secret })) ? secret : undefined
}

/** Lets this browser be known for another year. One that is new to the account gets a new secret, so that nobody can plant one. */
export async function keepDevice(
  c: Context<HttpEnv>,
  { account, known }: { account: string; known?: string | undefined },
): Promise<void> {
  const secret = known ?? newSecret()
  await rememberDevice(c.get('crm'), { account, secret })
  setCookie(c, cookieName(c), secret, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c), maxAge: YEAR_SECONDS })
}

const YEAR_SECONDS = 365 * 86_400

function cookieName(c: Context<HttpEnv>): string {
  return isSecure(c) ? '__Host-device' : 'device'
}
