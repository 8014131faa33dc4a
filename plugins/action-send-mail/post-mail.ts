import { type Action, OutsideError } from '../../core/plugin-api/index.js'
import { captureMail } from './capture-mail.js'
import { composeMail } from './compose-mail.js'
import { deliverMail } from './deliver-mail.js'
import type { MailOptions } from './mail-options.js'

/** Sends a mail of the house to its own people: a report that comes every week. */
export const postMail =
  (options: MailOptions): NonNullable<Action['post']> =>
  async ({ idempotencyKey, ...parts }, context) => {
    const mail = composeMail(parts, { options, idempotencyKey, now: context.now() })
    if (options.capture) {
      await captureMail(mail, { folder: context.dataFolder, idempotencyKey })
      return
    }
    const bounced = await deliverMail(mail, { options, context })
    if (bounced) throw new OutsideError(`${parts.to} takes no mail: ${bounced.refusal}`)
  }
