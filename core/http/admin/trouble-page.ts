import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { can } from '../../access/index.js'
import { CrmError, ERROR_CODES } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { answerError, wantsJson } from '../error-answer.js'
import { navigationFor } from '../view-navigation.js'
import { showPage, wordsOf } from './show-page.js'
import type { AdminContext } from './signed-in.js'

/** Says in plain words, inside the signed-in area, what is in the way and where to go on; the rest is answered as everywhere. */
export function answerTrouble(thrown: Error, c: AdminContext): Response {
  const user = c.get('user')
  if (!(thrown instanceof CrmError) || thrown.status >= 500 || !user || wantsJson(c)) return answerError(thrown, c)
  const { code } = thrown
  const { language } = c.get('reader')
  const said = (part: 'title' | 'text') => {
    const key = `trouble.${part}.${code}`
    const text = wordsOf(c)(key)
    return text === key ? textIn(ERROR_CODES[code][part === 'title' ? 'title' : 'hint'], language) : text
  }
  const actor = c.get('actor')
  const places = navigationFor({ may: (permission) => actor !== undefined && can(actor, permission), path: c.req.path })
  const place = places.find(({ current }) => current) ?? places[0]
  const data = { text: said('text'), back: place ?? { path: '/', id: 'today' }, requestId: c.get('requestId') }
  return showPage(c, 'admin/trouble', { title: said('title'), data, status: thrown.status as ContentfulStatusCode })
}
