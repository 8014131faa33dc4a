import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { formText, readForm } from '../body/index.js'
import type { HttpEnv } from '../http-env.js'
import { ownPath } from '../own-origin.js'
import type { Reader } from '../reader.js'
import { CALENDAR_COOKIE, calendarFor, calendarOf, isLanguage, LANGUAGE_COOKIE } from '../resolve-reader.js'
import { isSecure } from '../security-headers.js'

/** The switch of language and calendar: remembered by the browser, and with the user where one is signed in. */
export function languageRoutes(): Hono<HttpEnv> {
  return new Hono<HttpEnv>().post('/language', async (c) => {
    const form = await readForm(c)
    const language = formText(form, 'language')
    const calendar = calendarToBe(c, { language, calendar: calendarOf(formText(form, 'calendar')) })
    if (isLanguage(language)) remember(c, LANGUAGE_COOKIE, language)
    if (calendar) remember(c, CALENDAR_COOKIE, calendar)
    await saveWithUser(c, { ...(isLanguage(language) ? { language } : {}), ...(calendar ? { calendar } : {}) })
    return c.redirect(ownPath(formText(form, 'return')), 303)
  })
}

/** Another language brings its own calendar, unless the calendar was changed with it. */
function calendarToBe(c: Context<HttpEnv>, chosen: { language: string; calendar: Reader['calendar'] | undefined }) {
  const reader = c.get('reader')
  const isOther = isLanguage(chosen.language) && chosen.language !== reader.language
  const isKept = chosen.calendar === undefined || chosen.calendar === reader.calendar
  return isOther && isKept ? calendarFor(chosen.language, c.get('crm').settings) : chosen.calendar
}

const YEAR_SECONDS = 365 * 86_400

function remember(c: Context<HttpEnv>, name: string, value: string): void {
  setCookie(c, name, value, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c), maxAge: YEAR_SECONDS })
}

async function saveWithUser(c: Context<HttpEnv>, changes: Readonly<Record<string, string>>): Promise<void> {
  const user = c.get('user')
  if (!user || Object.keys(changes).length === 0) return
  const { store, now } = c.get('crm')
  await store.records.update('user', { id: user.id, expectedVersion: user.version, changes, now: now() })
}
