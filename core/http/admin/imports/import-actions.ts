import { CrmError } from '../../../errors.js'
import type { ImportRun } from '../../../model/entities/import-run.js'
import { isImportEntity } from '../../../model/import-fields.js'
import {
  type ImportMode,
  resumeImport,
  setUpImport,
  showImport,
  stagesLeftOut,
  startImport,
  stopImport,
  suggestMapping,
  undoImport,
} from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { formText, readForm } from '../../body/index.js'
import { errorText } from '../../error-answer.js'
import { problemText } from '../problem-text.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { showImportPage } from './import-page.js'
import { mappingFromForm } from './mapping-form.js'

/** Keeps what the form chose and shows what would come of it; starts the import where its button said so. */
export const setUpFromPage = signedIn((c, session) =>
  answered(c, session, async () => {
    const crm = c.get('crm')
    const id = c.req.param('id') ?? ''
    const { actor } = session
    const posted = await readForm(c)
    const run = await showImport(crm, { actor, id })
    const entity = formText(posted, 'entity')
    if (isImportEntity(entity) && entity !== run.entity) {
      const columns = (run.columns as readonly string[] | undefined) ?? []
      const { mapping } = await suggestMapping(crm, { columns, entity, fileName: run.fileName })
      return setUpImport(crm, { actor, id, setUp: { entity, mapping } })
    }
    const settings = {
      without: stagesLeftOut([posted['stages'] ?? []].flat()),
      badCells: formText(posted, 'badCells') === 'leave-out' ? ('leave-out' as const) : ('refuse-row' as const),
    }
    const mode = MODES.find((one) => one === formText(posted, 'mode')) ?? run.mode
    const told = await setUpImport(crm, { actor, id, setUp: { mapping: mappingFromForm(run, posted), mode, settings } })
    return isRefusal(told) || formText(posted, 'then') !== 'start' ? told : startImport(crm, { actor, id })
  }),
)

const MODES: readonly ImportMode[] = ['create', 'update', 'both']

const steering = (steer: typeof startImport) =>
  signedIn((c, session) => answered(c, session, () => steer(c.get('crm'), { actor: session.actor, id: c.req.param('id') ?? '' })))

export const startFromPage = steering(startImport)
export const stopFromPage = steering(stopImport)
export const resumeFromPage = steering(resumeImport)
export const undoFromPage = steering(undoImport)

async function answered(c: AdminContext, session: Session, act: () => Promise<ImportRun | Refusal>): Promise<Response> {
  const { language } = c.get('reader')
  try {
    const answer = await act()
    if (!isRefusal(answer)) return c.redirect(`/imports/${answer.id}`, 303)
    return showImportPage(c, session, (language === 'fa' ? answer.words?.fa : undefined) ?? answer.refused)
  } catch (error) {
    if (!(error instanceof CrmError) || !/^(?:IMPORT_INVALID|MAPPING_)/.test(error.code)) throw error
    return showImportPage(c, session, problemText(errorText(error, language), language))
  }
}
