import { type Context, Hono } from 'hono'
import { CrmError } from '../../errors.js'
import type { User } from '../../model/entities/user.js'
import { emailKey } from '../../model/text/email.js'
import { writeAudit } from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { clientAddress, networkOf } from '../client-address.js'
import type { HttpEnv } from '../http-env.js'
import { ownPath } from '../own-origin.js'
import { renderPage } from '../render-page.js'
import { keepDevice, knownDevice } from './device-cookie.js'
import { checkPassword, hashPassword } from './password.js'
import { beginSession, endSession } from './sessions.js'
import type { SignInThrottle } from './sign-in-throttle.js'

/** The page and the doors by which people come in and leave. */
export function signInRoutes({ throttle }: { throttle: SignInThrottle }): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/sign-in', async (c) => {
      const next = ownPath(c.req.query('return'))
      if (c.get('user')) return c.redirect(next, 303)
      return c.html(await signInPage(c, { next }))
    })
    .post('/sign-in', async (c) => {
      const form = await readForm(c)
      const [email, next] = [formText(form, 'email').trim(), ownPath(formText(form, 'return'))]
      const user = await signIn(c, { email, password: formText(form, 'password'), throttle })
      if (!user) return c.html(await signInPage(c, { next, email, failed: true }), 401)
      return c.redirect(next, 303)
    })
    .post('/sign-out', async (c) => {
      await endSession(c)
      return c.redirect('/sign-in', 303)
    })
}

async function signIn(
  c: Context<HttpEnv>,
  { email, password, throttle }: { email: string; password: string; throttle: SignInThrottle },
): Promise<User | undefined> {
  const account = emailKey(email) ?? email.toLowerCase().slice(0, 254)
  const device = await knownDevice(c, account)
  const who = { account, network: networkOf(clientAddress(c)), ...(device === undefined ? {} : { device }) }
  const retryAfter = throttle.begin(who)
  if (retryAfter !== undefined) {
    throw new CrmError('AUTH_THROTTLED', 'Too many attempts to sign in. Wait and try again.', { details: { retryAfter } })
  }
  let user: User | undefined
  try {
    user = await userWith(c, { email, account, password: password.slice(0, LONGEST_PASSWORD), isKnown: device !== undefined })
  } finally {
    throttle.end(who, user ? 'right' : 'wrong')
  }
  if (!user) return undefined
  await beginSession(c, user)
  await keepDevice(c, { account, known: device })
  await writeAudit(c.get('crm'), { actor: user.id, action: 'user.sign-in', subject: user.id })
  return user
}

const LONGEST_PASSWORD = 1_000

/** The active user of that address, if the password is theirs; an unknown address takes as long. */
async function userWith(
  c: Context<HttpEnv>,
  { email, account, password, isKnown }: { email: string; account: string; password: string; isKnown: boolean },
): Promise<User | undefined> {
  const { store, now } = c.get('crm')
  const user = (await store.access.userByEmail(account)) ?? (await store.access.userByEmail(email))
  const stored = user?.active ? await store.access.passwordHash(user.id) : undefined
  const { right, outdated } = await checkPassword(password, stored, { ahead: isKnown })
  if (!user || !right) return undefined
  if (outdated) await store.access.setPasswordHash(user.id, await hashPassword(password), now())
  return user
}

async function signInPage(
  c: Context<HttpEnv>,
  { next, email = '', failed = false }: { next: string; email?: string; failed?: boolean },
): Promise<string> {
  const needsSetup = !(await c.get('crm').store.access.hasAdministrator())
  return renderPage(c, { template: 'auth/sign-in', title: 'auth.signIn.title', data: { next, email, failed, needsSetup } })
}
