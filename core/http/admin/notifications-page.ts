import type { Notification } from '../../model/entities/notification.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { allNotifications } from '../../operations/index.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** Everything one was told, read or not. */
export const notificationsPage = signedIn(async (c, { actor }) => {
  const { language } = c.get('reader')
  const all = await allNotifications(c.get('crm'), { actor })
  const notifications = all.map((one) => ({
    ...{ id: one.id, at: one.createdAt, isRead: one.readAt !== undefined, error: one.error },
    text: textIn(one.text as Text, language),
    link: linkOf(one),
  }))
  return showPage(c, 'admin/notifications', { title: wordsOf(c)('me.notifications'), data: { notifications } })
})

function linkOf({ leadId, opportunityId, accountId, contactId }: Notification): string | undefined {
  const places = Object.entries({ leads: leadId, opportunities: opportunityId, accounts: accountId, contacts: contactId })
  const found = places.find(([, id]) => id !== undefined)
  return found && `/${found[0]}/${found[1]}`
}
