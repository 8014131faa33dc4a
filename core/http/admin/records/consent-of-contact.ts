import type { Handler } from 'hono'
import { readForm } from '../../body/index.js'
import type { HttpEnv } from '../../http-env.js'
import { noteConsent } from '../consent-form.js'
import { signedIn } from '../signed-in.js'
import { showRecordPage } from './record-page.js'
import type { RecordScreen } from './record-screen.js'

/** Notes what a contact agreed to, or agrees to no longer. */
export function consentOfContact(screen: RecordScreen): Handler<HttpEnv> {
  return signedIn(async (c, session) => {
    const posted = await readForm(c)
    const id = c.req.param('id') ?? ''
    const problems = await noteConsent(c, session, { posted, of: { contactId: id } })
    if (problems) return showRecordPage(c, session, { screen, trouble: { form: 'consent', posted, problems } })
    return c.redirect(`${screen.path}/${id}?done=consent`, 303)
  })
}
