import { can } from '../../access/index.js'
import type { Enrolment } from '../../model/entities/enrolment.js'
import { textIn } from '../../model/text/localized-text.js'
import { enrolByHand, exitByHand, listMails, listSequences, type SequenceFigures, showSequence } from '../../operations/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { formText, readForm } from '../body/index.js'
import { drawChart } from '../charts/draw-chart.js'
import { showTools } from '../view-tools.js'
import { durationText } from './duration-text.js'
import { pageLink } from './page-link.js'
import { type LeadSearch, searchLead } from './search-lead.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

const STATES: readonly Enrolment['state'][] = ['active', 'completed', 'exited', 'failed']

/** The sequences there are, with how far their leads have come; and the mails they send. */
export const sequencesPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const sequences = await listSequences(crm, { actor })
  const mails = listMails(crm, { actor }).map(({ id, title }) => ({ id, title: textIn(title, language) }))
  const data = { sequences: sequences.map((each) => ({ ...each, title: textIn(each.title, language) })), mails }
  return showPage(c, 'admin/sequences', { title: wordsOf(c)('sequences.title'), data })
})

/** One sequence: its steps drawn and as a table, and who is in it. */
export const sequencePage = signedIn((c, session) => showOne(c, session))

/** Puts a lead into a sequence, or takes it out; a refusal comes back with the page. */
export const changeEnrolment = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const sequence = c.req.param('id') ?? ''
  const typed = formText(posted, 'lead').trim()
  const search = await searchLead(c, session, formText(posted, 'leadId').trim() || typed)
  if (search.leadId === undefined) return showOne(c, session, { search: { typed, ...search, ...unfound(c, search) } })
  const change = { actor: session.actor, sequence, leadId: search.leadId }
  const isExit = formText(posted, 'wish') === 'exit'
  const back =
    formText(posted, 'back') === 'lead'
      ? `/leads/${encodeURIComponent(change.leadId)}`
      : `/sequences/${encodeURIComponent(sequence)}`
  if (isExit) await exitByHand(c.get('crm'), change)
  else {
    const answer = await enrolByHand(c.get('crm'), change)
    if (isRefusal(answer)) return showOne(c, session, { refusal: answer })
  }
  return c.redirect(back, 303)
})

interface Showing {
  readonly refusal?: Refusal
  /** What was typed to name a lead, and whom it may mean. */
  readonly search?: LeadSearch & { readonly typed: string; readonly problem?: string }
}

const unfound = (c: AdminContext, { candidates }: LeadSearch): { problem?: string } =>
  candidates.length === 0 ? { problem: wordsOf(c)('sequences.nobodyFound') } : {}

async function showOne(c: AdminContext, { actor }: Session, { refusal, search }: Showing = {}): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const id = c.req.param('id') ?? ''
  const state = STATES.find((each) => each === c.req.query('state'))
  const after = c.req.query('after')
  const query = { ...(state ? { state } : {}), ...(after ? { after } : {}) }
  const { figures, enrolments, next } = await showSequence(crm, { actor, id, ...query })
  const title = textIn(figures.title, language)
  const data = {
    figures,
    steps: figures.steps.map((step) => ({
      ...step,
      title: textIn(step.title, language),
      after: afterText(step.after, language),
    })),
    search: search ?? { typed: '', candidates: [] },
    chart: chartOf(c, figures),
    enrolments,
    states: STATES,
    state: state ?? '',
    problem: refusal && textIn(refusal.words ?? { en: refusal.refused }, language),
    canWrite: can(actor, 'sequence:write'),
    next: next ? pageLink(`/sequences/${id}`, { state, after: next }) : undefined,
  }
  return showPage(c, 'admin/sequence', { title, data, status: refusal ? 409 : search ? 422 : 200 })
}

const afterText = (after: string | undefined, language: string): string =>
  after === undefined ? '–' : durationText(after, language)

/** Per step: how many did it, how many answered behind it, how many wanted no more. */
function chartOf(c: AdminContext, { steps }: SequenceFigures) {
  const reader = c.get('reader')
  const words = wordsOf(c)
  const { number, text } = showTools({ reader, words, now: c.get('crm').now() })
  const rows = steps.map(({ title, done, replies, unsubscribes }) => {
    const values = [done, replies, unsubscribes]
    return { label: text(title), values, texts: values.map(number) }
  })
  const series = [words('sequences.done'), words('sequences.replies'), words('sequences.unsubscribes')]
  return drawChart('bars', { series, rows, direction: reader.direction })
}
