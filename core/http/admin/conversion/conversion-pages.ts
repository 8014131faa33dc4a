import { Hono } from 'hono'
import type { HttpEnv } from '../../http-env.js'
import { changePage, changesPage, undoFromPage } from './changes-page.js'
import { convertFromPage, convertPage } from './convert-page.js'
import { duplicatesPage } from './duplicates-page.js'
import { mergeFromPage, mergePage } from './merge-page.js'

/** What leads become, which of them are one, and taking both back. */
export function conversionPages(): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/leads/:id/convert', convertPage)
    .post('/leads/:id/convert', convertFromPage)
    .get('/leads/:id/merge/:other', mergePage)
    .post('/leads/:id/merge/:other', mergeFromPage)
    .get('/duplicates', duplicatesPage)
    .get('/changes', changesPage)
    .get('/changes/:id', changePage)
    .post('/changes/:id/undo', undoFromPage)
}
