import { Hono } from 'hono'
import type { HttpEnv } from '../../http-env.js'
import { resumeFromPage, setUpFromPage, startFromPage, stopFromPage, undoFromPage } from './import-actions.js'
import { failedRowsFile, importPage, mappingFile } from './import-page.js'
import { importsPage, uploadFile } from './imports-page.js'

/** Files taken in step by step: upload, mapping with preview, progress, report, undo; and everything given out. */
export function importRoutes(): Hono<HttpEnv> {
  return new Hono<HttpEnv>()
    .get('/imports', importsPage)
    .post('/imports', uploadFile)
    .get('/imports/:id', importPage)
    .get('/imports/:id/problems.csv', failedRowsFile)
    .get('/imports/:id/mapping.json', mappingFile)
    .post('/imports/:id/set-up', setUpFromPage)
    .post('/imports/:id/start', startFromPage)
    .post('/imports/:id/stop', stopFromPage)
    .post('/imports/:id/resume', resumeFromPage)
    .post('/imports/:id/undo', undoFromPage)
}
