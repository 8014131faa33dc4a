import { can } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { consentsOf, sevenAnswers, showLead } from '../../operations/index.js'
import { leadLabels } from './lead-labels.js'
import { leadName } from './lead-row.js'
import { leadSequences } from './lead-sequences.js'
import { type LeadTrouble, leadView } from './lead-view.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** One lead: the seven answers first, then why they are so. */
export const leadPage = signedIn((c, session) => showLeadPage(c, session))

/**
 * Shows the lead of this address, after a refused change with what stood in the way.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function showLeadPage(c: AdminContext, { actor, user }: Session, trouble?: LeadTrouble): Promise<Response> {
  const crm = c.get('crm')
  const reader = c.get('reader')
  const id = c.req.param('id') ?? ''
  const profile = await showLead(crm, { actor, id })
  if (!profile) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`)
  const labels = await leadLabels(crm, reader.language)
  const done = DONE.find((each) => each === c.req.query('done'))
  const decisionId = c.req.query('decision')
  const data = await leadView(crm, profile, {
    labels,
    reader,
    words: wordsOf(c),
    userId: user.id,
    actor,
    answers: await sevenAnswers(crm, { actor, id }),
    picked: c.req.query('why') ?? '',
    canWrite: can(actor, 'lead:write'),
    ...(trouble ? { trouble } : {}),
    ...(done ? { done } : {}),
    ...(decisionId ? { decisionId } : {}),
  })
  const sequences = await leadSequences(crm, { actor, leadId: id, language: reader.language })
  const consents = await consentsOf(crm, { actor, entity: 'lead', id })
  const shown = { ...data, sequences, consents }
  return showPage(c, 'admin/lead', { title: leadName(profile.lead), data: shown, status: trouble ? 422 : 200 })
}

/** What the address may say was just done; nothing else is shown. */
const DONE = ['status', 'saved', 'logged', 'task', 'created', 'assigned', 'unchanged', 'converted', 'merged', 'consent'] as const
