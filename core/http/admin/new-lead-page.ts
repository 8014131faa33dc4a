import { authorize } from '../../access/index.js'
import { capture } from '../../intake/capture.js'
import { leadChangeValidator } from '../../intake/lead-validator.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type FormValues, readForm } from '../body/index.js'
import { leadForm } from './lead-form.js'
import { BY_HAND } from './lead-labels.js'
import { problemText } from './problem-text.js'
import { editableFields } from './record-form.js'
import { referenceChoices } from './reference-choices.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, seenCrm, signedIn } from './signed-in.js'

/** The form for a lead that somebody met in person. */
export const newLeadPage = signedIn((c, { actor }) => {
  authorize(actor, 'lead:write')
  return showForm(c, { values: {} })
})

/** Takes the lead in the way every other one comes: through the journal and the rules. */
export const createLead = signedIn(async (c, { actor, user }) => {
  authorize(actor, 'lead:write')
  const crm = c.get('crm')
  const posted = await readForm(c)
  const values = filled(editableFields(crm.fields.lead), posted)
  const { problems } = leadChangeValidator(crm)(values)
  if (problems.length > 0) {
    const byField = Object.fromEntries(
      problems.map(({ field, message }) => [field, problemText(message, c.get('reader').language)]),
    )
    return showForm(c, { values: posted, problems: byField, message: wordsOf(c)('lead.invalid') })
  }
  if (!values['name'] && !values['company'] && !values['email'] && !values['phone']) {
    return showForm(c, { values: posted, message: wordsOf(c)('lead.needsContact') })
  }
  const body = new TextEncoder().encode(JSON.stringify({ values: { source: BY_HAND, ...values } }))
  const raw = { channel: `user-${user.id}`, contentType: 'application/json', headers: {}, query: {}, body }
  const captured = await capture(crm, { source: 'api', raw })
  if (isRefusal(captured))
    return showForm(c, { values: posted, message: problemText(captured.refused, c.get('reader').language) })
  const [submission] = captured.submissions
  return c.redirect(await whereItWent(c, submission?.submissionId ?? ''), 303)
})

interface FormState {
  readonly values: FormValues
  readonly problems?: Readonly<Record<string, string>>
  readonly message?: string
}

async function showForm(c: AdminContext, { values, problems = {}, message }: FormState): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const choices = await referenceChoices(seenCrm(c), crm.fields.lead)
  const groups = leadForm(crm.fields.lead, { values, language, problems, choices })
  const data = { groups, message }
  return showPage(c, 'admin/new-lead', { title: wordsOf(c)('leads.new'), data, status: message ? 422 : 200 })
}

function filled(names: readonly string[], posted: FormValues): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const value = posted[name]
      const given = typeof value === 'string' ? value.trim() : value?.filter(Boolean)
      return given === undefined || given.length === 0 ? [] : [[name, given]]
    }),
  )
}

const LOOKS = 30
const LOOK_MS = 100

/** The lead's page once the rules have decided, which takes a moment; otherwise where its submission stands. */
async function whereItWent(c: AdminContext, submissionId: string): Promise<string> {
  const { journal } = c.get('crm').store
  for (let look = 0; look < LOOKS; look += 1) {
    const row = await journal.get(submissionId)
    if (row?.leadId) return `/leads/${row.leadId}?done=created`
    if (row?.state === 'quarantined') break
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  return '/leads?received=1'
}
