import { password, select, text } from '@clack/prompts'
import { ROLES } from '../access/index.js'
import { wrongArgument } from './parse-arguments.js'
import type { Words } from './words/index.js'

interface KnownOfUser {
  readonly name?: string
  readonly email?: string
  readonly role?: string
}

/** What is needed of a new user. */
export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly password?: string
}

/** Asks the person at the terminal for what was not typed; an empty password means that the user does not sign in. */
export async function askForUser(known: KnownOfUser, { options, user }: Words): Promise<NewPerson> {
  const message = { name: options.userName, email: options.email, role: options.role, password: user.password }
  const name = known.name ?? given(await text({ message: message.name }), user.cancelled)
  const email = known.email ?? given(await text({ message: message.email }), user.cancelled)
  const choices = ROLES.map((value) => ({ value }))
  const role =
    known.role ?? given<string>(await select({ message: message.role, options: choices, initialValue: 'rep' }), user.cancelled)
  const secret = given(await password({ message: message.password }), user.cancelled)
  return { name, email, role, ...(secret ? { password: secret } : {}) }
}

/** A person who breaks off answers with a symbol. */
function given<T extends string>(answer: T | symbol, cancelled: string): T {
  if (typeof answer === 'symbol') throw wrongArgument('user add', cancelled)
  return answer
}
