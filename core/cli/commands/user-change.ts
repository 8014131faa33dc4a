import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { hashPassword, requireStrongPassword } from '../../http/index.js'
import { emailKey } from '../../model/text/email.js'
import { textIn } from '../../model/text/localized-text.js'
import { changeUser, listUsers, type UserChange, type UserChanges } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type CommandCall, defineCommand, EXIT, type ExitCode } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { readLine } from '../read-line.js'
import { withCrm } from '../with-crm.js'
import type { Words } from '../words/index.js'

interface ChangeOptions {
  readonly role?: string
  readonly active?: string
  readonly away?: string
  readonly capacity?: string
}

/** Changes role, capacity, presence of a person, or whether they work here at all. */
export const userChange = defineCommand<ChangeOptions>({
  name: 'user change',
  usage: '<person>',
  options: (command, { options, user }) => {
    command
      .option('--role <role>', options.role)
      .option('--active <yes|no>', user.options.active)
      .option('--away <yes|no>', user.options.away)
      .option('--capacity <n>', user.options.capacity)
  },
  run: (call) => {
    const changes = changesOf(call)
    if (Object.keys(changes).length === 0) throw wrongArgument('user change', call.words.user.nothing)
    return change(call, { changes })
  },
})

/** Gives a person a new password, which ends their sessions. */
export const userPassword = defineCommand({
  name: 'user password',
  usage: '<person>',
  async run(call) {
    const password = await readLine(call.io.stdin)
    if (password === '') throw wrongArgument('user password', call.words.user.noLine)
    requireStrongPassword(password)
    return change(call, { passwordHash: await hashPassword(password) })
  },
})

/** Says in which queues a person stands. */
export const userQueue = defineCommand({
  name: 'user queue',
  usage: '<person> [queues...]',
  run: (call) => change(call, { queues: call.args.slice(1) }),
})

const change = (call: CommandCall, wanted: Omit<UserChange, 'actor' | 'id'>): Promise<ExitCode> =>
  withCrm(call, async (crm) => {
    const id = await idOf(crm, call)
    const changed = await changeUser(crm, { actor: SYSTEM, id, ...wanted })
    if (isRefusal(changed)) {
      answer(call, { json: changed, text: textIn(changed.words ?? changed.refused, call.language) })
      return EXIT.problems
    }
    await crm.settle()
    answer(call, { json: { user: changed }, text: call.words.user.changed(changed.name) })
    return EXIT.ok
  })

/** A person is named by their e-mail or their id. */
async function idOf(crm: Crm, { args: [who = ''], words }: CommandCall): Promise<string> {
  const email = emailKey(who) ?? who
  const found = (await listUsers(crm, { actor: SYSTEM })).find((user) => user.id === who || user.email === email)
  if (!found) throw wrongArgument('<person>', words.user.unknown(who))
  return found.id
}

function changesOf({ options: { role, active, away, capacity }, words }: CommandCall<ChangeOptions>): UserChanges {
  return {
    ...(role === undefined ? {} : { role }),
    ...(active === undefined ? {} : { active: isYes('--active', active, words) }),
    ...(away === undefined ? {} : { away: isYes('--away', away, words) }),
    ...(capacity === undefined ? {} : { capacity: limit(capacity, words) }),
  }
}

function isYes(option: string, given: string, { user }: Words): boolean {
  if (given !== 'yes' && given !== 'no') throw wrongArgument(option, user.yesOrNo(given))
  return given === 'yes'
}

function limit(given: string, { user }: Words): number | null {
  if (given === 'none') return null
  if (!/^\d{1,6}$/.test(given)) throw wrongArgument('--capacity', user.noCapacity(given))
  return Number(given)
}
