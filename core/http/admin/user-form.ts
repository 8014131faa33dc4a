import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import { recordValidator } from '../../model/validate.js'
import { knownRoles, type NewUser } from '../../operations/index.js'
import { requireStrongPassword } from '../auth/password-rules.js'
import { type FormValues, formText } from '../body/index.js'
import { errorText } from '../error-answer.js'
import type { Words } from '../renderer-messages.js'
import { problemText } from './problem-text.js'

/** What is wrong with each input of the form, by its name. */
export type UserProblems = Readonly<Record<string, string>>

/** The form of a new user as it was sent, and all that is wrong with it at once. */
export interface UserForm {
  readonly user: NewUser
  readonly password: string
  readonly queues: readonly string[]
  readonly problems: UserProblems
}

export function userForm(crm: Crm, posted: FormValues, { language, words }: { language: string; words: Words }): UserForm {
  const [name, email, password] = [
    formText(posted, 'name').trim(),
    formText(posted, 'email').trim(),
    formText(posted, 'password'),
  ]
  const role = knownRoles(crm, language).find(({ id }) => id === formText(posted, 'role'))?.id
  const queues = [posted['queues'] ?? []].flat().filter(Boolean)
  const known = crm.rules().queues.map(({ id }) => id)
  const { problems } = recordValidator(crm.fields.user)({ name, email })
  const weak = weakness(password)
  return {
    user: { name, email, role: role ?? 'read-only' },
    password,
    queues,
    problems: {
      ...Object.fromEntries(problems.map(({ field, message }) => [field, problemText(message, language)])),
      ...(role ? {} : { role: words('users.roleUnknown') }),
      ...(queues.every((queue) => known.includes(queue)) ? {} : { queues: words('users.queueUnknown') }),
      ...(weak ? { password: problemText(errorText(weak, language), language) } : {}),
    },
  }
}

/** An error of adding the user as a problem of the input that it is about; nothing where it is about none. */
export function problemOf(error: unknown, language: string): UserProblems | undefined {
  if (!(error instanceof CrmError)) return undefined
  const field = error.code === 'USER_EXISTS' ? 'email' : error.code === 'USER_INVALID' ? error.details.field : undefined
  return field ? { [field]: problemText(errorText(error, language), language) } : undefined
}

function weakness(password: string): CrmError | undefined {
  try {
    requireStrongPassword(password)
    return undefined
  } catch (error) {
    if (error instanceof CrmError) return error
    throw error
  }
}
