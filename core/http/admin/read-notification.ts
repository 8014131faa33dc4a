import { readNotification } from '../../operations/index.js'
import { signedIn } from './signed-in.js'

/** Takes a notification off the list. */
export const markNotificationRead = signedIn(async (c, { actor }) => {
  await readNotification(c.get('crm'), { actor, id: c.req.param('id') ?? '' })
  return c.redirect('/', 303)
})
