import { CrmError } from '../../../errors.js'
import { DECISION_STAGES } from '../../../model/decision.js'
import type { ImportRun } from '../../../model/entities/import-run.js'
import { coreEntities } from '../../../model/entities/index.js'
import { IMPORT_ENTITIES, importFields } from '../../../model/import-fields.js'
import { type LocalizedText, textIn } from '../../../model/text/localized-text.js'
import {
  failedRowsCsv,
  type ImportPreview,
  importPlan,
  importProblems,
  mappingFileText,
  previewImport,
  showImport,
} from '../../../operations/index.js'
import { streamed } from '../../api/import-routes.js'
import { errorText } from '../../error-answer.js'
import { fieldText } from '../../view-field.js'
import { showTools } from '../../view-tools.js'
import { problemText } from '../problem-text.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { mappingRows } from './mapping-form.js'
import { shownRun } from './shown-run.js'

const SHOWN_PROBLEMS = 50
/** Seconds after which a page that shows progress asks for itself again, without any script. */
const LOOK_AGAIN = '2'

/** One import: what to do with the file, how far it is, or what became of it. */
export const importPage = signedIn((c, session) => showImportPage(c, session))

/** The rows that failed, to be corrected and imported again. */
export const failedRowsFile = signedIn((c, { actor }) => {
  const id = c.req.param('id') ?? ''
  const { language } = c.get('reader')
  const csv = failedRowsCsv(c.get('crm'), { actor, id, language })
  return streamed(csv, { type: 'text/csv; charset=utf-8', fileName: `${id}.failed.csv` })
})

/** What the columns were told to be, as a file that the rules of the deployment can keep. */
export const mappingFile = signedIn(async (c, { actor }) => {
  const run = await showImport(c.get('crm'), { actor, id: c.req.param('id') ?? '' })
  const name = nameOf(run)
  c.header('Content-Type', 'application/json; charset=utf-8')
  c.header('Content-Disposition', `attachment; filename="${name}.mapping.json"`)
  return c.body(mappingFileText(importPlan(run).mapping, name))
})

/** A mapping that has no name of its own is called as the file it was made for. */
function nameOf(run: ImportRun): string {
  const { mapping, entity } = importPlan(run)
  const isOwn = mapping.id !== `import-${entity.toLowerCase()}`
  const words = run.fileName.replace(/\.\w+$/, '').toLowerCase()
  return isOwn ? mapping.id : words.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') || mapping.id
}

/** Shows an import, with what was wrong with the form that was sent. */
export async function showImportPage(c: AdminContext, { actor }: Session, problem?: string): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const id = c.req.param('id') ?? ''
  const run = await showImport(crm, { actor, id })
  if (run.state === 'waiting' || run.state === 'running' || run.state === 'undoing') c.header('Refresh', LOOK_AGAIN)
  const { records } = await importProblems(crm, { actor, id, limit: SHOWN_PROBLEMS })
  const draft = run.state === 'draft' ? await draftData(c, { actor, run }) : {}
  const data = {
    ...draft,
    problem,
    mapping: { name: `${nameOf(run)}.mapping.json`, text: mappingFileText(importPlan(run).mapping, nameOf(run)) },
    run: shownRun(crm, run, language),
    problems: records.map((one) => ({ ...one, text: textIn(one.problem as LocalizedText, language) })),
  }
  return showPage(c, 'admin/import', { title: run.fileName, data, ...(problem === undefined ? {} : { status: 422 }) })
}

async function draftData(c: AdminContext, { actor, run }: { actor: Session['actor']; run: ImportRun }) {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const { entity, mapping, settings } = importPlan(run)
  const fields = importFields(entity, crm.fields[entity])
  const words = wordsOf(c)
  const writer = showTools({ reader: c.get('reader'), words, now: crm.now() })
  const named = Object.entries(fields).map(([id, { label = id }]) => ({ id, text: textIn(label, language) }))
  const preview = await previewOrProblem(c, { actor, run })
  return {
    entities: IMPORT_ENTITIES.map((id) => ({ id, text: textIn(coreEntities[id].labelPlural, language) })),
    fields: named,
    columns: mappingRows(run, fields),
    match: (mapping.match ?? []).join(', '),
    stages: DECISION_STAGES.map((stage) => ({ id: stage, on: !settings.without.includes(stage) })),
    leavesOut: settings.badCells === 'leave-out',
    shownFields: named.filter(({ id }) => preview.preview?.rows.some(({ values }) => values[id] !== undefined)),
    ...preview,
    textOf: (id: string, value: unknown) => fieldText(fields[id], value, { writer, words }),
    problemOf: (row: ImportPreview['rows'][number]) => (row.problem ? textIn(row.problem, language) : ''),
  }
}

/** A file that cannot be read with these settings is told of on the page where they can be changed. */
async function previewOrProblem(
  c: AdminContext,
  { actor, run }: { actor: Session['actor']; run: ImportRun },
): Promise<{ readonly preview?: ImportPreview; readonly broken?: string }> {
  const { language } = c.get('reader')
  try {
    return { preview: await previewImport(c.get('crm'), { actor, id: run.id }) }
  } catch (error) {
    if (!(error instanceof CrmError)) throw error
    return { broken: problemText(errorText(error, language), language) }
  }
}
