import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { User } from '../model/entities/user.js'
import type { HttpEnv } from './http-env.js'
import type { Reader } from './reader.js'

export const LANGUAGES = ['en', 'fa'] as const
export const LANGUAGE_COOKIE = 'lang'
export const CALENDAR_COOKIE = 'calendar'

/** For whom a page is written: the user's settings, the cookie, the browser's wishes, then the deployment's own. */
export function resolveReader(c: Context<HttpEnv>, user?: User): Reader {
  const { settings } = c.get('crm')
  const wishes = [user?.language, getCookie(c, LANGUAGE_COOKIE), ...browserWishes(c.req.header('accept-language'))]
  const language = wishes.find(isLanguage) ?? settings.language
  const calendar = user?.calendar ?? calendarOf(getCookie(c, CALENDAR_COOKIE)) ?? calendarFor(language, settings)
  return readerOf(language, { calendar, timeZone: settings.timeZone })
}

/** The same reader in another language, as a public form's `?lang=` asks for. */
export function inLanguage(reader: Reader, language: string | undefined): Reader {
  if (!isLanguage(language) || language === reader.language) return reader
  return readerOf(language, { calendar: language === 'fa' ? 'jalali' : 'gregorian', timeZone: reader.timeZone })
}

export function isLanguage(text: string | undefined): text is (typeof LANGUAGES)[number] {
  return LANGUAGES.some((language) => language === text)
}

export function calendarOf(text: string | undefined): Reader['calendar'] | undefined {
  return text === 'gregorian' || text === 'jalali' ? text : undefined
}

function readerOf(language: string, { calendar, timeZone }: Pick<Reader, 'calendar' | 'timeZone'>): Reader {
  return { language, direction: language === 'fa' ? 'rtl' : 'ltr', calendar, timeZone }
}

/** The calendar that readers of a language are used to; in the deployment's own language the one it says. */
export function calendarFor(language: string, settings: { language: string; calendar: Reader['calendar'] }): Reader['calendar'] {
  if (language === settings.language) return settings.calendar
  return language === 'fa' ? 'jalali' : 'gregorian'
}

/** Languages a browser asks for, the best first, without their regions. */
function browserWishes(header: string | undefined): readonly string[] {
  return (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((wish) => {
      const [tag = '', ...params] = wish.trim().toLowerCase().split(';')
      const quality = params.find((param) => param.trim().startsWith('q='))
      return { language: tag.split('-')[0] ?? '', quality: quality ? Number(quality.trim().slice(2)) || 0 : 1 }
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language)
}
