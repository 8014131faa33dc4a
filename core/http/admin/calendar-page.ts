import { hasCalendarKey, renewCalendarKey, revokeCalendarKey } from '../../operations/index.js'
import { ownOrigin } from '../own-origin.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** One's own calendar feed: whether it is open, and how to open, renew or close it. */
export const calendarPage = signedIn((c, session) => showCalendar(c, session))

/** Makes a new address and shows it, this once. */
export const renewCalendar = signedIn(async (c, session) => {
  const { key } = await renewCalendarKey(c.get('crm'), { actor: session.actor })
  return showCalendar(c, session, `${ownOrigin(c)}/calendar/${key}.ics`)
})

export const revokeCalendar = signedIn(async (c, { actor }) => {
  await revokeCalendarKey(c.get('crm'), { actor })
  return c.redirect('/calendar', 303)
})

async function showCalendar(c: AdminContext, { actor }: Session, address?: string): Promise<Response> {
  const data = { isOpen: await hasCalendarKey(c.get('crm'), { actor }), address }
  return showPage(c, 'admin/calendar', { title: wordsOf(c)('calendar.title'), data })
}
