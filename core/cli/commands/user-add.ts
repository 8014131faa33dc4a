import { SYSTEM } from '../../access/index.js'
import { hashPassword, requireStrongPassword } from '../../http/index.js'
import { emailKey } from '../../model/text/email.js'
import { addUser } from '../../operations/index.js'
import { askForUser, type NewPerson } from '../ask-for-user.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { readLine } from '../read-line.js'
import { withCrm } from '../with-crm.js'

interface UserOptions {
  readonly name?: string
  readonly email?: string
  readonly role?: string
  readonly queue?: readonly string[]
  readonly passwordStdin?: boolean
}

/** Adds a person; what was not typed is asked where somebody is at a terminal. */
export const userAdd = defineCommand<UserOptions>({
  name: 'user add',
  options: (command, words) => {
    command
      .option('--name <name>', words.options.userName)
      .option('--email <address>', words.options.email)
      .option('--role <role>', words.options.role)
      .option('--queue <id...>', words.options.queue)
      .option('--password-stdin', words.options.passwordStdin)
  },
  async run(call) {
    const { name, email, role, password } = await completed(call)
    if (password !== undefined) requireStrongPassword(password)
    const user = await withCrm(call, async (crm) =>
      addUser(crm, {
        actor: SYSTEM,
        user: { name, email: emailKey(email) ?? email, role, ...languageOf(crm.settings) },
        queues: call.options.queue ?? [],
        ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
      }),
    )
    if (password === undefined) note(call, call.words.user.noPassword)
    answer(call, { json: { user }, text: call.words.user.added(user.name, user.role) })
    return EXIT.ok
  },
})

const languageOf = ({ language, calendar }: { language: string; calendar: 'gregorian' | 'jalali' }) => ({ language, calendar })

async function completed(call: CommandCall<UserOptions>): Promise<NewPerson> {
  const { io, options, words } = call
  const { name, email, role } = options
  const isComplete = name !== undefined && email !== undefined && role !== undefined
  if (isComplete && options.passwordStdin) return { name, email, role, password: await readLine(io.stdin) }
  if (isComplete && !io.stdin.isTTY) return { name, email, role }
  if (io.stdin.isTTY && io.stderr.isTTY) return askForUser(options, words)
  const missing = Object.entries({ name, email, role }).flatMap(([option, value]) => (value === undefined ? [`--${option}`] : []))
  throw wrongArgument(missing.join(', '), 'this is needed where nobody can be asked.')
}
