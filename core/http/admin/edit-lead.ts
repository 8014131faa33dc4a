import { leadChangeValidator } from '../../intake/lead-validator.js'
import { updateLead } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { readForm } from '../body/index.js'
import { compareEdit, isUnmarkedAndOlder } from './compare-edit.js'
import { refusalText, theLead } from './lead-actions.js'
import { showLeadPage } from './lead-page.js'
import { problemText } from './problem-text.js'
import { wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** Writes the fields that the person changed, and never over what somebody else changed while the form was open. */
export const editLead = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const words = wordsOf(c)
  const posted = await readForm(c)
  const lead = await theLead(c, session)
  const { changes, theirs } = compareEdit(crm.fields.lead, { record: lead, posted, clock: c.get('reader') })
  const refuse = (message: string, problems = {}) => showLeadPage(c, session, { message, form: 'edit', posted, problems })

  if (Object.keys(changes).length === 0) return c.redirect(`/leads/${lead.id}?done=unchanged`, 303)
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null))
  const { problems } = leadChangeValidator(crm)(given)
  if (problems.length > 0) {
    const byField = Object.fromEntries(problems.map(({ field, message }) => [field, problemText(message, language)]))
    return refuse(words('lead.invalid'), byField)
  }
  if (theirs.length > 0 || isUnmarkedAndOlder(posted, lead.version)) return refuse(words('lead.refusal.changed-meanwhile'))
  // Whatever else was decided about the lead meanwhile, the fields are those that the form showed.
  const answer = await updateLead(crm, { actor: session.actor, id: lead.id, changes, expectedVersion: lead.version })
  return isRefusal(answer) ? refuse(await refusalText(c, answer)) : c.redirect(`/leads/${lead.id}?done=saved`, 303)
})
