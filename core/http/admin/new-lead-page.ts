import { authorize } from '../../access/index.js'
import { record } from '../../intake/capture.js'
import { leadChangeValidator } from '../../intake/lead-validator.js'
import type { User } from '../../model/entities/user.js'
import { BY_HAND } from '../../operations/index.js'
import { type FormValues, formText, readForm } from '../body/index.js'
import type { Words } from '../renderer-messages.js'
import { leadForm } from './lead-form.js'
import { peopleChoices } from './opportunities/people-choices.js'
import { problemText } from './problem-text.js'
import { editableFields, type FormInput } from './record-form.js'
import { type ReferenceChoice, referenceChoices } from './reference-choices.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, seenCrm, signedIn } from './signed-in.js'

/** The form for a lead that somebody met in person. */
export const newLeadPage = signedIn((c, { actor, user }) => {
  authorize(actor, 'lead:write')
  return showForm(c, user, { values: user.role === 'rep' ? { ownerId: user.id } : {} })
})

/** Takes the lead in the way every other one comes: through the journal and the rules. */
export const createLead = signedIn(async (c, { actor, user }) => {
  authorize(actor, 'lead:write')
  const crm = c.get('crm')
  const posted = await readForm(c)
  const values = filled(
    editableFields(crm.fields.lead).filter((name) => !UNASKED.includes(name)),
    posted,
  )
  const ownerId = (await peopleChoices(crm)).find(({ id }) => id === formText(posted, 'ownerId'))?.id
  const { problems } = leadChangeValidator(crm)(values)
  if (problems.length > 0) {
    const byField = Object.fromEntries(
      problems.map(({ field, message }) => [field, problemText(message, c.get('reader').language)]),
    )
    return showForm(c, user, { values: posted, problems: byField, message: wordsOf(c)('lead.invalid') })
  }
  if (!values['name'] && !values['company'] && !values['email'] && !values['phone']) {
    return showForm(c, user, { values: posted, message: wordsOf(c)('lead.needsContact') })
  }
  const payload = { values: { source: BY_HAND, ...values } }
  const context = ownerId === undefined ? {} : { context: { ownerId } }
  const taken = await record(crm, { source: 'api', submissions: [{ channel: `user-${user.id}`, payload, ...context }] })
  const [submission] = taken.submissions
  return c.redirect(await whereItWent(c, submission?.submissionId ?? ''), 303)
})

interface FormState {
  readonly values: FormValues
  readonly problems?: Readonly<Record<string, string>>
  readonly message?: string
}

/** What only other systems know of a lead. */
const UNASKED: readonly string[] = ['externalId', 'sample']

async function showForm(c: AdminContext, user: User, { values, problems = {}, message }: FormState): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const choices = await referenceChoices(seenCrm(c), crm.fields.lead)
  const asked = Object.fromEntries(Object.entries(crm.fields.lead).filter(([name]) => !UNASKED.includes(name)))
  const groups = leadForm(asked, { values, language, problems, choices: new Map([...choices, ['source', await sources(c)]]) })
  const owner = ownerInput(values, { people: await peopleChoices(crm), user, words: wordsOf(c) })
  const data = { groups, message, owner }
  return showPage(c, 'admin/new-lead', { title: wordsOf(c)('leads.new'), data, status: message ? 422 : 200 })
}

/** Where leads came from lately, to choose or to type something else. */
async function sources(c: AdminContext): Promise<ReferenceChoice> {
  const { records } = await seenCrm(c).store.records.list('lead', {
    limit: NEWEST,
    sort: { field: 'createdAt', direction: 'desc' },
  })
  const known = [...new Set([BY_HAND, ...records.map(({ source }) => String(source))])].sort()
  return { entity: 'lead', options: known.map((id) => ({ id, text: id })), isCut: true }
}

const NEWEST = 200

interface Choosing {
  readonly people: Awaited<ReturnType<typeof peopleChoices>>
  readonly user: User
  readonly words: Words
}

/** Whose it shall be, whoever types it in first; without a choice the rules give it to somebody. */
function ownerInput(values: FormValues, { people, user, words }: Choosing): FormInput {
  const me = { id: user.id, text: words('lead.meAs', { name: user.name }) }
  return {
    ...{ name: 'ownerId', label: words('lead.owner'), kind: 'select', required: false },
    values: [values['ownerId'] ?? ''].flat(),
    options: [me, ...people.filter(({ id }) => id !== user.id)],
    empty: words('lead.ownerByRules'),
  }
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
