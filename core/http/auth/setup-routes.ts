import { type Context, Hono } from 'hono'
import { CrmError } from '../../errors.js'
import type { User } from '../../model/entities/user.js'
import { emailKey } from '../../model/text/email.js'
import { newUserRecord, writeAudit } from '../../operations/index.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import { errorText } from '../error-answer.js'
import type { HttpEnv } from '../http-env.js'
import { nothingHere } from '../nothing-here.js'
import { renderPage } from '../render-page.js'
import { keepDevice } from './device-cookie.js'
import { hashPassword } from './password.js'
import { requireStrongPassword } from './password-rules.js'
import { beginSession } from './sessions.js'
import type { SetupToken } from './setup-token.js'

/** The page on which the first administrator is made; once there is one, it is as if it had never been. */
export function setupRoutes(setup: SetupToken): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/setup', async (c) => {
      const token = c.req.query('token') ?? ''
      await requireOpen(c, { setup, token })
      return c.html(setupPage(c, { token }))
    })
    .post('/setup', async (c) => {
      const form = await readForm(c)
      const token = formText(form, 'token')
      await requireOpen(c, { setup, token })
      const first = await firstUser(c, form)
      if (first instanceof CrmError)
        return c.html(setupPage(c, { token, form, problem: errorText(first, c.get('reader').language) }), 422)
      if (!(await c.get('crm').store.access.createFirstUser(first))) throw closed()
      await setup.spend()
      await writeAudit(c.get('crm'), { actor: first.id, action: 'user.setup', subject: first.id })
      await beginSession(c, first)
      await keepDevice(c, { account: first.email })
      return c.redirect('/', 303)
    })
}

async function requireOpen(c: Context<HttpEnv>, { setup, token }: { setup: SetupToken; token: string }): Promise<void> {
  if (!setup.accepts(token) || (await c.get('crm').store.access.hasAdministrator())) throw closed()
}

const closed = nothingHere

/** The user as they are to be stored, or what is wrong with what was typed. */
async function firstUser(c: Context<HttpEnv>, form: FormValues): Promise<User | CrmError> {
  const password = formText(form, 'password')
  const typed = formText(form, 'email')
  const { language, calendar } = c.get('reader')
  try {
    requireStrongPassword(password)
    const user = newUserRecord(c.get('crm'), {
      name: formText(form, 'name'),
      email: emailKey(typed) ?? typed,
      role: 'admin',
      language,
      calendar,
    })
    return { ...user, passwordHash: await hashPassword(password) }
  } catch (thrown) {
    if (thrown instanceof CrmError && thrown.status < 500) return thrown
    throw thrown
  }
}

function setupPage(
  c: Context<HttpEnv>,
  { token, form = {}, problem }: { token: string; form?: FormValues; problem?: string },
): string {
  const data = { token, problem, name: formText(form, 'name'), email: formText(form, 'email') }
  return renderPage(c, { template: 'auth/setup', title: 'auth.setup.title', data })
}
