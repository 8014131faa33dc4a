import { authorize, can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { User } from '../../model/entities/user.js'
import { textIn } from '../../model/text/localized-text.js'
import { changeUser, knownRoles, listUsers, type UserChanges } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import { errorText } from '../error-answer.js'
import { problemText } from './problem-text.js'
import { type FormInput, formInput, formValuesOf, withCursor } from './record-form.js'
import { referenceChoices, withIds } from './reference-choices.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** One person: role, team, manager, queues, and how much and what of the work they take. */
export const userPage = signedIn(async (c, session) => showUser(c, session, await theUser(c, session)))

export const editUser = signedIn(async (c, session) => {
  authorize(session.actor, 'user:write')
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const user = await theUser(c, session)
  const posted = await withIds(crm, await referenceChoices(crm, crm.fields.user, values(user)), await readForm(c))
  const version = Number(formText(posted, 'version')) || undefined
  try {
    const answer = await changeUser(crm, {
      actor: session.actor,
      id: user.id,
      changes: changesIn(posted),
      queues: [posted['queues'] ?? []].flat().filter(Boolean),
      ...(version === undefined ? {} : { expectedVersion: version }),
    })
    if (!isRefusal(answer)) return c.redirect(`/users/${user.id}?done=saved`, 303)
    const message = problemText(answer.words ?? answer.refused, language)
    return await showUser(c, session, user, { posted, message, fields: answer.fields ?? [] })
  } catch (error) {
    if (!(error instanceof CrmError) || !['USER_INVALID', 'QUEUE_UNKNOWN'].includes(error.code)) throw error
    const message = problemText(errorText(error, language), language)
    return showUser(c, session, user, { posted, message, fields: error.details.field ? [error.details.field] : [] })
  }
})

async function theUser(c: AdminContext, { actor }: Session): Promise<User> {
  const id = c.req.param('id') ?? ''
  const user = (await listUsers(c.get('crm'), { actor })).find((each) => each.id === id)
  if (!user) throw new CrmError('USER_UNKNOWN', `There is no user ${id.slice(0, 100)}.`)
  return user
}

const FIELDS = [
  ...(['role', 'active', 'away', 'teamId', 'managerId', 'workingCalendar'] as const),
  ...(['capacity', 'weight', 'territories', 'skills', 'region'] as const),
] as const
const LISTS: readonly string[] = ['territories', 'skills']
const NUMBERS: readonly string[] = ['capacity', 'weight']
const YES_NO: readonly string[] = ['active', 'away']
/** What a user always has: an empty answer leaves it as it is. */
const KEPT: readonly string[] = ['role', 'active', 'away', 'weight']

/** What was typed, as the operation takes it: an empty field is cleared, lists are separated by commas. */
function changesIn(posted: FormValues): UserChanges {
  const entries = FIELDS.flatMap((name): [string, unknown][] => {
    const text = formText(posted, name).trim()
    if (posted[name] === undefined || (text === '' && KEPT.includes(name))) return []
    if (text === '') return [[name, null]]
    if (LISTS.includes(name)) return [[name, text.split(/[,،]/).flatMap((each) => each.trim() || [])]]
    if (YES_NO.includes(name)) return [[name, text === 'true']]
    return [[name, NUMBERS.includes(name) && Number.isFinite(Number(text)) ? Number(text) : text]]
  })
  return Object.fromEntries(entries)
}

const values = (user: User): Readonly<Record<string, unknown>> => user as unknown as Readonly<Record<string, unknown>>

interface Trouble {
  readonly posted: FormValues
  readonly message: string
  readonly fields: readonly string[]
}

async function showUser(c: AdminContext, { actor }: Session, user: User, trouble?: Trouble): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const words = wordsOf(c)
  const lists = LISTS.map((name) => [name, [values(user)[name] ?? []].flat().join(', ')])
  const stored = { ...formValuesOf(crm.fields.user, values(user), { apart: [] }), ...Object.fromEntries(lists) }
  const shown: FormValues = { ...stored, ...trouble?.posted }
  const choices = await referenceChoices(crm, crm.fields.user, shown)
  const calendars = Object.values(crm.rules().calendars).map(({ id, title }) => ({ id, text: textIn(title ?? id, language) }))
  const options: Readonly<Record<string, FormInput['options']>> = {
    role: knownRoles(crm, language).map(({ id, title }) => ({ id, text: title })),
    workingCalendar: calendars,
  }
  const inputs = FIELDS.map((name): FormInput => {
    const problem = trouble?.fields.includes(name) ? trouble.message : undefined
    const field = crm.fields.user[name]
    const asked = field && LISTS.includes(name) ? { ...field, type: 'string' as const } : field
    const input = formInput(name, asked, { values: shown, language, problem, choices })
    return options[name] ? { ...input, kind: 'select', options: options[name] } : input
  })
  const chosen = trouble ? [trouble.posted['queues'] ?? []].flat() : await queuesOf(c, user.id)
  const data = {
    person: { id: user.id, name: user.name, email: user.email },
    version: user.version,
    canWrite: can(actor, 'user:write'),
    message: trouble?.message,
    isSaved: c.req.query('done') === 'saved',
    inputs: withCursor(inputs),
    queues: crm.rules().queues.map(({ id, label }) => ({ id, text: textIn(label, language), isIn: chosen.includes(id) })),
  }
  return showPage(c, 'admin/user', { title: words('access.user', { user: user.name }), data, status: trouble ? 422 : 200 })
}

async function queuesOf(c: AdminContext, id: string): Promise<readonly string[]> {
  const { rules, store } = c.get('crm')
  const found = await Promise.all(
    rules().queues.map(async ({ id: queue }) =>
      (await store.access.queueMembers(queue)).some((member) => member.id === id) ? [queue] : [],
    ),
  )
  return found.flat()
}
