import { SYSTEM } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { emailKey } from '../../model/text/email.js'
import { renewCalendarKey, revokeCalendarKey } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface CalendarOptions {
  readonly email?: string
  readonly revoke?: boolean
}

/** Makes the address of a user's calendar feed, or closes it. */
export const calendarUrl = defineCommand<CalendarOptions>({
  name: 'calendar url',
  options: (command, words) => {
    command.option('--email <address>', words.options.email).option('--revoke', words.calendar.revokeOption)
  },
  async run(call) {
    const { email = '', revoke = false } = call.options
    if (email.trim() === '') throw wrongArgument('--email', 'say whose calendar it is.')
    const { name, url } = await withCrm(call, async (crm) => {
      const user = await crm.store.access.userByEmail(emailKey(email) ?? email)
      if (!user) throw new CrmError('USER_UNKNOWN', `There is no user ${email.slice(0, 100)}.`)
      const request = { actor: SYSTEM, userId: user.id }
      if (revoke) {
        await revokeCalendarKey(crm, request)
        return { name: user.name }
      }
      const { key } = await renewCalendarKey(crm, request)
      const { port, publicUrl = `http://localhost:${port}` } = crm.deployment.config.http
      return { name: user.name, url: `${new URL(publicUrl).origin}/calendar/${key}.ics` }
    })
    if (url === undefined) {
      answer(call, { json: { closed: true }, text: call.words.calendar.closed(name) })
      return EXIT.ok
    }
    if (!call.options.json) note(call, call.words.calendar.made(name))
    answer(call, { json: { url }, text: url })
    return EXIT.ok
  },
})
