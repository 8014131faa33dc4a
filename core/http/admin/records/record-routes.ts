import { Hono } from 'hono'
import type { HttpEnv } from '../../http-env.js'
import { consentOfContact } from './consent-of-contact.js'
import { createFromForm, editFromForm, editRecordPage, newRecordPage, removeFromPage } from './edit-record.js'
import { logOnRecord } from './log-on-record.js'
import { recordPage } from './record-page.js'
import { RECORD_SCREENS } from './record-screen.js'
import { recordsPage } from './records-page.js'

/** The pages of every entity that people keep one by one: list, record, forms. */
export function recordRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  for (const screen of RECORD_SCREENS) {
    const { path } = screen
    routes
      .get(path, recordsPage(screen))
      .get(`${path}/new`, newRecordPage(screen))
      .post(`${path}/new`, createFromForm(screen))
      .get(`${path}/:id`, recordPage(screen))
      .get(`${path}/:id/edit`, editRecordPage(screen))
      .post(`${path}/:id/edit`, editFromForm(screen))
      .post(`${path}/:id/remove`, removeFromPage(screen))
      .post(`${path}/:id/activities`, logOnRecord(screen))
    if (screen.entity === 'contact') routes.post(`${path}/:id/consents`, consentOfContact(screen))
  }
  return routes
}
