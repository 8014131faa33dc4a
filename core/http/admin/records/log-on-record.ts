import type { Handler } from 'hono'
import { logActivity } from '../../../operations/index.js'
import { readForm } from '../../body/index.js'
import type { HttpEnv } from '../../http-env.js'
import { loggedContact } from '../logged-contact.js'
import { wordsOf } from '../show-page.js'
import { signedIn } from '../signed-in.js'
import { showRecordPage } from './record-page.js'
import type { RecordScreen } from './record-screen.js'

/** Notes a call, a mail, a meeting or a thought on the timeline of a customer. */
export function logOnRecord(screen: RecordScreen): Handler<HttpEnv> {
  return signedIn(async (c, session) => {
    const posted = await readForm(c)
    const id = c.req.param('id') ?? ''
    const logged = loggedContact(posted, wordsOf(c))
    if ('problems' in logged)
      return showRecordPage(c, session, { screen, trouble: { form: 'log', posted, problems: logged.problems } })
    await logActivity(c.get('crm'), { actor: session.actor, activity: { ...logged.activity, [`${screen.entity}Id`]: id } })
    return c.redirect(`${screen.path}/${id}?done=logged`, 303)
  })
}
