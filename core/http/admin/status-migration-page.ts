import { authorize } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import type { Lifecycle, Standing } from '../../model/lifecycle.js'
import { textIn } from '../../model/text/localized-text.js'
import { applyStatusMigration, planStatusMigration } from '../../operations/index.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import { errorText } from '../error-answer.js'
import { problemText } from './problem-text.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** The form for renaming, merging or removing a status or stage. */
export const statusMigrationPage = signedIn((c, { actor }) => {
  authorize(actor, 'status:migrate')
  return show(c, { posted: c.req.query() })
})

/** Shows what it would rewrite; with the button under it, rewrites it. */
export const migrateStatus = signedIn(async (c, session) => {
  authorize(session.actor, 'status:migrate')
  const posted = await readForm(c)
  try {
    const isApplied = formText(posted, 'apply') === 'yes'
    const plan = await (isApplied ? applyStatusMigration : planStatusMigration)(c.get('crm'), requestOf(c, session, posted))
    return await show(c, { posted, plan, isApplied })
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== 'STATUS_MIGRATION_INVALID') throw error
    const { language } = c.get('reader')
    return show(c, { posted, message: problemText(errorText(error, language), language) })
  }
})

function requestOf(c: AdminContext, { actor }: Session, posted: FormValues) {
  const ownLayer = c.get('crm').deployment.layers.at(-1)
  if (!ownLayer) throw new CrmError('STATUS_MIGRATION_INVALID', NO_LAYER)
  const [lifecycle = '', from = ''] = formText(posted, 'status').split('/')
  return { actor, lifecycle, map: { [from]: formText(posted, 'to').trim() }, ownLayer }
}

const NO_LAYER = { en: 'This deployment has no rule files.', fa: 'این استقرار فایل قاعده ندارد.' }

interface Shown {
  readonly posted: FormValues
  readonly plan?: Awaited<ReturnType<typeof planStatusMigration>>
  readonly isApplied?: boolean
  readonly message?: string
}

async function show(c: AdminContext, { posted, plan, isApplied = false, message }: Shown): Promise<Response> {
  const { language } = c.get('reader')
  const data = {
    lifecycles: lifecyclesOf(c.get('crm'), language),
    chosen: formText(posted, 'status'),
    to: formText(posted, 'to'),
    ...{ plan, isApplied, message },
  }
  return showPage(c, 'admin/status-migration', { title: wordsOf(c)('statuses.title'), data, status: message ? 422 : 200 })
}

function lifecyclesOf(crm: Crm, language: string) {
  const { lifecycle, pipelines } = crm.rules()
  const statuses = ({ statuses: list }: Lifecycle<Standing<string>>) =>
    list.map(({ id, label }) => ({ id, text: `${textIn(label, language)} (${id})` }))
  return [
    { id: 'lead', title: undefined, statuses: statuses(lifecycle) },
    ...Object.values(pipelines).map((pipeline) => ({
      id: pipeline.id,
      title: textIn(pipeline.title, language),
      statuses: statuses(pipeline),
    })),
  ]
}
