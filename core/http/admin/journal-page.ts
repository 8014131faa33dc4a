import { can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { SubmissionState } from '../../model/entities/submission.js'
import { listSubmissions, replaySubmissions, showSubmission, sourceHealth } from '../../operations/index.js'
import { leadLabels } from './lead-labels.js'
import { pageLink } from './page-link.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

const STATES: readonly SubmissionState[] = ['waiting', 'decided', 'quarantined', 'spam']

/** Everything that came in, whatever became of it, and how each source is doing. */
export const journalPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const state = STATES.find((each) => each === c.req.query('state'))
  const source = c.req.query('source') ?? ''
  const after = c.req.query('after')
  const query = { ...(state ? { state } : {}), ...(source ? { source } : {}), ...(after ? { after } : {}) }
  const [page, health] = await Promise.all([listSubmissions(crm, { actor, query }), sourceHealth(crm, { actor })])
  const labels = await leadLabels(crm, c.get('reader').language)
  const quarantined = health.reduce((sum, { counts }) => sum + (counts.quarantined ?? 0), 0)
  const data = {
    states: STATES,
    filter: { state: state ?? '', source },
    rows: page.records.map((row) => ({ ...row, source: labels.source(row.source) })),
    health: health.map((each) => ({ ...each, id: each.source, source: labels.source(each.source) })),
    quarantined,
    canReplay: can(actor, 'journal:replay'),
    replayed: c.req.query('replayed'),
    next: page.next ? pageLink('/journal', { state, source, after: page.next }) : undefined,
    first: after ? pageLink('/journal', { state, source }) : undefined,
  }
  return showPage(c, 'admin/journal', { title: wordsOf(c)('journal.title'), data })
})

/** One submission as it came. */
export const submissionPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const id = c.req.param('id') ?? ''
  const row = await showSubmission(crm, { actor, id })
  if (!row) throw new CrmError('HTTP_NOT_FOUND', `There is no submission ${id}.`)
  const labels = await leadLabels(crm, c.get('reader').language)
  const data = {
    row: { ...row, source: labels.source(row.source) },
    payload: JSON.stringify(row.payload, null, 2),
    context: row.context ? JSON.stringify(row.context, null, 2) : '',
    problemDetails: row.problem?.details === undefined ? '' : JSON.stringify(row.problem.details, null, 2),
    canReplay: can(actor, 'journal:replay') && (row.state === 'quarantined' || row.state === 'spam'),
  }
  return showPage(c, 'admin/submission', { title: wordsOf(c)('journal.submission'), data })
})

/** Sends one submission, or with the id `quarantined` all that are held back, through the rules again. */
export const replaySubmission = signedIn(async (c, { actor }) => {
  const id = c.req.param('id') ?? ''
  const isAll = id === 'quarantined'
  const count = await replaySubmissions(c.get('crm'), { actor, ids: isAll ? 'all-quarantined' : [id] })
  return c.redirect(isAll ? `/journal?replayed=${count}` : `/journal/${encodeURIComponent(id)}`, 303)
})
