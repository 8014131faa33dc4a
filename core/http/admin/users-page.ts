import { authorize, can } from '../../access/index.js'
import { addUser, knownRoles, listUsers } from '../../operations/index.js'
import { hashPassword } from '../auth/password.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import { leadLabels } from './lead-labels.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'
import { problemOf, type UserProblems, userForm } from './user-form.js'

/** Who works here, in which role and queues; administrators add people. */
export const usersPage = signedIn((c, session) => showUsers(c, session))

export const createUser = signedIn(async (c, session) => {
  authorize(session.actor, 'user:write')
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const posted = await readForm(c)
  const { user, queues, password, problems } = userForm(crm, posted, { language, words: wordsOf(c) })
  if (Object.keys(problems).length > 0) return showUsers(c, session, { posted, problems })
  try {
    await addUser(crm, { actor: session.actor, user, queues, passwordHash: await hashPassword(password) })
  } catch (error) {
    const found = problemOf(error, language)
    if (!found) throw error
    return showUsers(c, session, { posted, problems: found })
  }
  return c.redirect('/users?done=added', 303)
})

interface UserTrouble {
  readonly posted: FormValues
  readonly problems: UserProblems
}

async function showUsers(c: AdminContext, { actor }: Session, trouble?: UserTrouble): Promise<Response> {
  const crm = c.get('crm')
  const users = await listUsers(crm, { actor })
  const labels = await leadLabels(crm, c.get('reader').language)
  const queues = await Promise.all(
    crm.rules().queues.map(async ({ id }) => {
      const members = await crm.store.access.queueMembers(id)
      return { id, text: labels.queue(id), members: new Set(members.map((member) => member.id)) }
    }),
  )
  const data = {
    problems: trouble?.problems ?? {},
    firstWrong: INPUTS.find((name) => trouble?.problems[name]),
    typed: typed(trouble?.posted),
    isAdded: c.req.query('done') === 'added',
    canWrite: can(actor, 'user:write'),
    roles: knownRoles(crm, c.get('reader').language),
    queues,
    users: users.map(({ id, name, email, role, active, away, capacity }) => ({
      id,
      name,
      email,
      role,
      active,
      away,
      capacity,
      queues: queues.filter(({ members }) => members.has(id)).map(({ text }) => text),
    })),
  }
  return showPage(c, 'admin/users', { title: wordsOf(c)('users.title'), data, status: trouble ? 422 : 200 })
}

/** In the order in which they are asked. */
const INPUTS = ['name', 'email', 'role', 'password', 'queues'] as const

/** What had been typed; a password is never sent back. */
function typed(posted: FormValues | undefined): object {
  if (!posted) return { name: '', email: '', role: 'rep', queues: [] }
  const [name, email, role] = [formText(posted, 'name'), formText(posted, 'email'), formText(posted, 'role')]
  return { name, email, role, queues: [posted['queues'] ?? []].flat() }
}
