import { CrmError } from '../../errors.js'
import { changeMySettings, type MySettings, mySettings } from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { errorText } from '../error-answer.js'
import { problemText } from './problem-text.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** What people choose for themselves: language, calendar, and by which ways they hear of news. */
export const myPage = signedIn((c, session) => showMine(c, session))

export const changeMine = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const calendar = formText(posted, 'calendar')
  const typed: MySettings = {
    language: formText(posted, 'language') || null,
    calendar: calendar === 'gregorian' || calendar === 'jalali' ? calendar : null,
    notifyBy: [posted['notifyBy'] ?? []].flat().filter(Boolean),
    notifyUrl: formText(posted, 'notifyUrl').trim() || null,
  }
  try {
    await changeMySettings(c.get('crm'), { actor: session.actor, changes: typed })
    return c.redirect('/me?saved=1', 303)
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'USER_INVALID') throw error
    const { language } = c.get('reader')
    return showMine(c, session, { typed, problem: problemText(errorText(error, language), language) })
  }
})

const WAYS = ['in-app', 'mail', 'webhook'] as const

async function showMine(
  c: AdminContext,
  { actor }: Session,
  news: { readonly typed?: MySettings; readonly problem?: string } = {},
): Promise<Response> {
  const { user, signingKey } = await mySettings(c.get('crm'), { actor })
  const chosen = { ...user, ...news.typed }
  const reader = c.get('reader')
  const data = {
    problem: news.problem,
    isSaved: c.req.query('saved') === '1',
    language: chosen.language ?? reader.language,
    calendar: chosen.calendar ?? reader.calendar,
    ways: WAYS.map((way) => ({ way, isOn: (chosen.notifyBy ?? ['in-app']).includes(way) })),
    notifyUrl: chosen.notifyUrl ?? '',
    email: user.email,
    signingKey,
  }
  return showPage(c, 'admin/me', { title: wordsOf(c)('me.title'), data, ...(news.problem ? { status: 422 } : {}) })
}
