import { can } from '../../access/index.js'
import { setupStanding } from '../../crm/setup-standing.js'
import { CrmError } from '../../errors.js'
import { CONFIRMABLE, confirmSetup, setupChecklist } from '../../operations/index.js'
import { formText, readForm } from '../body/index.js'
import { showPage, wordsOf } from './show-page.js'
import { signedIn } from './signed-in.js'

/** The six steps from an installation to a system at work, with their state. */
export const setupChecklistPage = signedIn(async (c, { actor }) => {
  const crm = c.get('crm')
  const checklist = await setupChecklist(crm, { actor, standing: setupStanding(crm) })
  const data = { checklist, mayConfirm: can(actor, 'user:write') }
  return showPage(c, 'admin/setup-checklist', { title: wordsOf(c)('setupList.title'), data })
})

/** Confirms what no record can show. */
export const confirmSetupStep = signedIn(async (c, { actor }) => {
  const asked = formText(await readForm(c), 'what')
  const what = CONFIRMABLE.find((each) => each === asked)
  if (!what)
    throw new CrmError('HTTP_INPUT_INVALID', `"what" is one of: ${CONFIRMABLE.join(', ')}.`, { details: { field: 'what' } })
  await confirmSetup(c.get('crm'), { actor, what })
  return c.redirect('/setup-checklist', 303)
})
