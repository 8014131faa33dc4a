import { CrmError } from '../../errors.js'
import type { Lead } from '../../model/entities/lead.js'
import { checkTransition } from '../../model/lifecycle.js'
import { completeTask, logActivity, showLead, updateLead } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { formText, readForm } from '../body/index.js'
import { ownPath } from '../own-origin.js'
import { markName } from './compare-edit.js'
import { noteConsent } from './consent-form.js'
import { leadLabels } from './lead-labels.js'
import { showLeadPage } from './lead-page.js'
import { loggedContact } from './logged-contact.js'
import { refusalWords } from './refusal-words.js'
import { wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

/** Moves the lead to another status, or says in the reader's language why not. */
export const moveLead = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const posted = await readForm(c)
  const lead = await theLead(c, session)
  const [to, reason, version] = [formText(posted, 'to'), formText(posted, 'reason'), formText(posted, 'version')]
  if (to === lead.status) return c.redirect(`/leads/${lead.id}?done=unchanged`, 303)
  const refuse = async (refusal: Refused) =>
    showLeadPage(c, session, { message: await refusalText(c, refusal, to), form: 'move', posted })
  const move = { from: lead.status, to, values: lead, ...(reason ? { reason } : {}) }
  const refusal = checkTransition(crm.rules().lifecycle, move)
  if (refusal) return refuse(refusal)
  const changes = { status: to, statusReason: reason || null }
  const answer = await updateLead(crm, { actor: session.actor, id: lead.id, changes, ...versionOf(version) })
  return isRefusal(answer) ? refuse(answer) : c.redirect(`/leads/${lead.id}?done=status`, 303)
})

/** Gives the lead to somebody, or takes it; what the form showed and nobody touched stays as it is by now. */
export const assignLead = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const posted = await readForm(c)
  const lead = await theLead(c, session)
  const changes = Object.fromEntries(
    (['ownerId', 'queue'] as const)
      .filter((field) => formText(posted, field) !== (posted[markName(field)] ?? lead[field] ?? ''))
      .map((field) => [field, formText(posted, field) || null]),
  )
  if (Object.keys(changes).length === 0) return c.redirect(`/leads/${lead.id}?done=unchanged`, 303)
  const answer = await updateLead(crm, { actor: session.actor, id: lead.id, changes })
  if (!isRefusal(answer)) return c.redirect(`/leads/${lead.id}?done=assigned`, 303)
  const message = await refusalText(c, answer)
  const problems = Object.fromEntries((answer.fields ?? []).map((field) => [field, message]))
  return showLeadPage(c, session, { message, form: 'assign', posted, problems })
})

/** Notes a call, a mail, a meeting or a thought on the timeline. */
export const logOnLead = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const lead = await theLead(c, session)
  const words = wordsOf(c)
  const logged = loggedContact(posted, words)
  if ('problems' in logged) {
    const { problems } = logged
    return showLeadPage(c, session, { message: Object.values(problems).join(' '), form: 'log', posted, problems })
  }
  await logActivity(c.get('crm'), { actor: session.actor, activity: { ...logged.activity, leadId: lead.id } })
  return c.redirect(`/leads/${lead.id}?done=logged`, 303)
})

/** Notes what the person agreed to, or agrees to no longer. */
export const consentOfLead = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const lead = await theLead(c, session)
  const problems = await noteConsent(c, session, { posted, of: { leadId: lead.id } })
  if (!problems) return c.redirect(`/leads/${lead.id}?done=consent`, 303)
  return showLeadPage(c, session, { message: Object.values(problems).join(' '), form: 'consent', posted, problems })
})

/** Marks a task as done and goes back to the page it was done on. */
export const finishTask = signedIn(async (c, session) => {
  const form = await readForm(c)
  const task = await completeTask(c.get('crm'), { actor: session.actor, id: c.req.param('id') ?? '' })
  if (isRefusal(task)) throw new CrmError('HTTP_CHANGE_CONFLICT', task.refused)
  return c.redirect(ownPath(formText(form, 'return')), 303)
})

/**
 * The lead of this address.
 * @throws {CrmError} LEAD_UNKNOWN.
 */
export async function theLead(c: AdminContext, { actor }: Session): Promise<Lead> {
  const id = c.req.param('id') ?? ''
  const profile = await showLead(c.get('crm'), { actor, id })
  if (!profile) throw new CrmError('LEAD_UNKNOWN', `There is no lead ${id}.`)
  return profile.lead
}

/** A refusal with the names and in the language of this reader. */
export async function refusalText(c: AdminContext, refusal: Refused, to?: string): Promise<string> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const naming = { labels: await leadLabels(crm, language), fields: crm.fields.lead, language }
  return refusalWords(refusal, { words: wordsOf(c), naming, ...(to ? { to } : {}) })
}

type Refused = Parameters<typeof refusalWords>[0]

function versionOf(text: string): { expectedVersion?: number } {
  const version = Number(text)
  return text !== '' && Number.isInteger(version) ? { expectedVersion: version } : {}
}
