import { can } from '../../../access/index.js'
import { CrmError } from '../../../errors.js'
import { coreEntities } from '../../../model/entities/index.js'
import { IMPORT_ENTITIES, isImportEntity } from '../../../model/import-fields.js'
import { textIn } from '../../../model/text/localized-text.js'
import { EXCEL_LIMITS, EXPORT_ENTITIES, listImports, MOST_IMPORT_MEGABYTES, openImport } from '../../../operations/index.js'
import { requireToken } from '../../auth/guard-unsafe.js'
import { readUpload } from '../../body/index.js'
import { errorText } from '../../error-answer.js'
import { pageLink } from '../page-link.js'
import { problemText } from '../problem-text.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { shownRun } from './shown-run.js'

/** A file to send, the imports there were, and everything to take out. */
export const importsPage = signedIn((c, session) => showImports(c, session))

/** Takes a file of the form into the data folder while it arrives, then asks what it is. */
export const uploadFile = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const { fields, fileName, file } = await readUpload(c)
  requireToken(c.get('csrfToken'), fields['_csrf'] ?? '')
  const entity = fields['entity'] ?? ''
  try {
    const run = await openImport(crm, { actor: session.actor, fileName, file, ...(isImportEntity(entity) ? { entity } : {}) })
    return c.redirect(`/imports/${run.id}`, 303)
  } catch (error) {
    if (!(error instanceof CrmError) || !/^(?:IMPORT|CSV|SHEET|SOURCE)_/.test(error.code)) throw error
    return showImports(c, session, problemText(errorText(error, language), language))
  }
})

async function showImports(c: AdminContext, { actor }: Session, problem?: ReturnType<typeof problemText>): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const after = c.req.query('after')
  const { records, next } = await listImports(crm, { actor, limit: 20, ...(after ? { after } : {}) })
  const nameOf = (entity: keyof typeof coreEntities) => textIn(coreEntities[entity].labelPlural, language)
  const data = {
    problem,
    imports: records.map((run) => shownRun(crm, run, language)),
    next: next === undefined ? undefined : pageLink('/imports', { after: next }),
    entities: IMPORT_ENTITIES.map((entity) => ({ id: entity, text: nameOf(entity) })),
    exports: can(actor, 'export:run') ? EXPORT_ENTITIES.map((entity) => ({ id: entity, text: nameOf(entity) })) : [],
    megabytes: MOST_IMPORT_MEGABYTES,
    excel: EXCEL_LIMITS,
  }
  return showPage(c, 'admin/imports', { title: wordsOf(c)('imports.title'), data, ...(problem ? { status: 422 } : {}) })
}
