import { CrmError } from '../../../errors.js'
import type { ValidationProblem } from '../../../model/validate.js'
import { changeRecord, createRecord, moveOpportunity, removeRecord, showRecord } from '../../../operations/index.js'
import { isRefusal, type Refusal } from '../../../plugin-api/index.js'
import { type FormValues, formText, readForm } from '../../body/index.js'
import { errorText } from '../../error-answer.js'
import { ownPath } from '../../own-origin.js'
import { problemText } from '../problem-text.js'
import { wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { showOpportunityPage, type Trouble } from './opportunity-page.js'

/** Moves the opportunity to another stage; where it may not go, its page says what is in the way. */
export const moveFromPage = signedIn(async (c, session) => {
  const posted = await readForm(c)
  const id = idOf(c)
  const [version, back] = (['version', 'return'] as const).map((name) => formText(posted, name))
  // A card has one choice for both: `lost/price`.
  const [stage, chosen = ''] = formText(posted, 'to').split('/')
  const reason = formText(posted, 'reason') || chosen
  const move = { stage: stage ?? '', ...(reason ? { reason } : {}), ...(version ? { expectedVersion: Number(version) } : {}) }
  const answer = await moveOpportunity(c.get('crm'), { actor: session.actor, id, ...move })
  if (isRefusal(answer)) return refused(c, session, { form: 'move', posted, refusal: answer })
  return c.redirect(back ? ownPath(back) : `/opportunities/${id}?done=moved`, 303)
})

/** Puts a product on the opportunity. */
export const addLine = signedIn((c, session) =>
  write(c, session, 'line', (posted) =>
    createRecord(c.get('crm'), {
      actor: session.actor,
      entity: 'opportunityLine',
      values: { opportunityId: idOf(c), ...filled(posted, ['productId', 'quantity', 'price']) },
    }),
  ),
)

/** Changes how many, or the price; nothing in place of the price takes it away. */
export const changeLine = signedIn((c, session) =>
  write(c, session, 'line', async (posted) => {
    const line = await partOf(c, session, 'opportunityLine')
    const price = formText(posted, 'price').trim()
    const changes = { quantity: formText(posted, 'quantity'), price: price === '' ? null : price }
    return changeRecord(c.get('crm'), { actor: session.actor, entity: 'opportunityLine', id: line.id, changes })
  }),
)

export const removeLine = signedIn((c, session) =>
  write(c, session, 'line', async () => {
    const { id } = await partOf(c, session, 'opportunityLine')
    return removeRecord(c.get('crm'), { actor: session.actor, entity: 'opportunityLine', id })
  }),
)

/** Says which part a contact plays. */
export const addRole = signedIn((c, session) =>
  write(c, session, 'role', (posted) =>
    createRecord(c.get('crm'), {
      actor: session.actor,
      entity: 'opportunityContact',
      values: { opportunityId: idOf(c), ...filled(posted, ['contactId', 'role']) },
    }),
  ),
)

export const removeRole = signedIn((c, session) =>
  write(c, session, 'role', async () => {
    const { id } = await partOf(c, session, 'opportunityContact')
    return removeRecord(c.get('crm'), { actor: session.actor, entity: 'opportunityContact', id })
  }),
)

const idOf = (c: AdminContext): string => c.req.param('id') ?? ''

/** A line or role of this opportunity, and of no other. */
async function partOf(c: AdminContext, { actor }: Session, entity: 'opportunityLine' | 'opportunityContact') {
  const part = await showRecord(c.get('crm'), { actor, entity, id: c.req.param('part') ?? '' })
  if (part['opportunityId'] === idOf(c)) return part
  throw new CrmError('RECORD_UNKNOWN', {
    en: `There is no ${entity} ${part.id} on this opportunity.`,
    fa: `${entity} با شناسهٔ ${part.id} در این فرصت فروش نیست.`,
  })
}

function filled(posted: FormValues, names: readonly string[]): Readonly<Record<string, string>> {
  const values = names.map((name) => [name, formText(posted, name).trim()] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

type Write = (posted: FormValues) => Promise<object | Refusal>

async function write(c: AdminContext, session: Session, form: 'line' | 'role', make: Write): Promise<Response> {
  const posted = await readForm(c)
  const answer = await tried(() => make(posted))
  if (answer instanceof CrmError) return showOpportunityPage(c, session, { form, posted, message: errorWords(c, answer) })
  if (isRefusal(answer)) return refused(c, session, { form, posted, refusal: answer })
  return c.redirect(`/opportunities/${idOf(c)}?done=${form}#${form}s`, 303)
}

/** What a person can put right comes back into the form. */
async function tried(make: () => Promise<object | Refusal>): Promise<object | Refusal | CrmError> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof CrmError && (error.code === 'RECORD_INVALID' || error.code === 'RECORD_NOT_UNIQUE')) return error
    throw error
  }
}

function errorWords(c: AdminContext, error: CrmError): string {
  const { language } = c.get('reader')
  const { problems = [] } = error.details as { problems?: readonly ValidationProblem[] }
  const [problem] = problems
  return problemText(problem ? problem.message : errorText(error, language), language)
}

function refused(
  c: AdminContext,
  session: Session,
  { refusal, ...trouble }: Omit<Trouble, 'message'> & { readonly refusal: Refusal },
): Promise<Response> {
  const { code, words, refused: plain } = refusal
  const { language } = c.get('reader')
  const message = code === 'changed-meanwhile' ? wordsOf(c)('records.changedMeanwhile') : problemText(words ?? plain, language)
  return showOpportunityPage(c, session, { ...trouble, message })
}
