import { can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Lead } from '../../model/entities/lead.js'
import { textIn } from '../../model/text/localized-text.js'
import { claimLead, listQueues, openQueue, releaseLead, seenBy } from '../../operations/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import { leadLabels } from './lead-labels.js'
import { leadRow } from './lead-row.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Every queue with who works there and how much waits. */
export const queuesPage = signedIn(async (c, { actor }) => {
  const { language } = c.get('reader')
  const queues = (await listQueues(c.get('crm'), { actor })).map(({ queue, ...seen }) => ({
    ...seen,
    id: queue.id,
    name: textIn(queue.label, language),
    isPool: queue.claim !== undefined,
  }))
  return showPage(c, 'admin/queues', { title: wordsOf(c)('queues.title'), data: { queues } })
})

/** The leads that wait in one queue, hottest first, with what the reader may take. */
export const queuePage = signedIn((c, session) => showQueue(c, session))

/** Takes a lead out of its queue, or says in the reader's language why not. */
export const claimFromQueue = signedIn(async (c, session) => {
  const id = c.req.param('id') ?? ''
  const lead = await claimLead(c.get('crm'), { actor: session.actor, leadId: id })
  return isRefusal(lead) ? backToQueue(c, session, lead) : c.redirect(`/leads/${id}?done=assigned`, 303)
})

/** Gives a lead back to its queue. */
export const releaseToQueue = signedIn(async (c, session) => {
  const id = c.req.param('id') ?? ''
  const lead = await releaseLead(c.get('crm'), { actor: session.actor, leadId: id })
  return isRefusal(lead) ? backToQueue(c, session, lead) : c.redirect(`/queues/${lead.queue ?? ''}?done=released`, 303)
})

/** What stood in the way is told on the page of the queue that the lead is in. */
async function backToQueue(c: AdminContext, session: Session, refusal: Refusal): Promise<Response> {
  const lead = (await seenBy(c.get('crm'), session.actor).store.records.get('lead', c.req.param('id') ?? '')) as Lead | undefined
  return showQueue(c, session, { queue: lead?.queue ?? '', refusal })
}

interface Trouble {
  readonly queue: string
  readonly refusal: Refusal
}

async function showQueue(c: AdminContext, { actor }: Session, trouble?: Trouble): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const id = trouble?.queue ?? c.req.param('queue') ?? ''
  const opened = await openQueue(crm, { actor, queue: id })
  if (!opened) throw new CrmError('HTTP_NOT_FOUND', `There is no queue ${id.slice(0, 100)}.`)
  const labels = await leadLabels(crm, language)
  const said = (refusal: Refusal | undefined) => refusal && textIn(refusal.words ?? refusal.refused, language)
  const data = {
    ...opened,
    id,
    claim: opened.queue.claim,
    rows: opened.leads.map((lead) => leadRow(lead, labels)),
    canClaim: can(actor, 'lead:write') && opened.standing !== undefined && opened.refusal === undefined,
    limit: said(opened.refusal),
    problem: said(trouble?.refusal),
    released: c.req.query('done') === 'released',
  }
  const title = textIn(opened.queue.label, language)
  return showPage(c, 'admin/queue', { title, data, status: trouble ? 422 : 200 })
}
