import { can } from '../../../access/index.js'
import { optionsOf } from '../../../model/fields.js'
import { type Pipelines, stageOf } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import { isOverdue, type OpportunityProfile, recordHistory, recordNames, showOpportunity } from '../../../operations/index.js'
import { type FormValues, formText } from '../../body/index.js'
import { showTools } from '../../view-tools.js'
import { leadLabels } from '../lead-labels.js'
import { formValuesOf } from '../record-form.js'
import { historyRows } from '../records/history-rows.js'
import { profileView } from '../records/profile-view.js'
import { recordValueWriter } from '../records/record-values.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, type Session, signedIn } from '../signed-in.js'
import { moveViews } from './move-view.js'
import { opportunityWords } from './opportunity-words.js'
import { partChoices } from './part-choices.js'
import { stageLabel } from './stage-labels.js'
import { stayViews } from './stay-view.js'

/** One opportunity: what it is, where it may go, what is sold to whom, what is to be done and what happened. */
export const opportunityPage = signedIn((c, session) => showOpportunityPage(c, session))

/** What came back from a form of the page because it could not be done. */
export interface Trouble {
  readonly form: 'move' | 'line' | 'role'
  readonly message: string
  readonly posted: FormValues
}

const NEWEST = 20
const DONE = ['created', 'saved', 'unchanged', 'moved', 'line', 'role', 'task'] as const

/**
 * Shows the opportunity of this address, after a refusal with what stood in the way.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function showOpportunityPage(c: AdminContext, { actor }: Session, trouble?: Trouble): Promise<Response> {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const { pipelines } = crm.rules()
  const profile = await showOpportunity(crm, { actor, id: c.req.param('id') ?? '' })
  const { opportunity } = profile
  const labels = await leadLabels(crm, language)
  const writer = showTools({ reader: c.get('reader'), words: wordsOf(c), now: crm.now() })
  const here = stageOf(pipelines, opportunity)
  const data = {
    opportunity,
    trouble,
    done: DONE.find((each) => each === c.req.query('done')),
    mayWrite: can(actor, 'opportunity:write'),
    stage: stageLabel(pipelines, opportunity, language),
    pipeline: textIn(pipelines[opportunity.pipeline]?.title ?? opportunity.pipeline, language),
    reason: reasonText(pipelines, opportunity, language),
    isOverdue: here !== undefined && isOverdue(opportunity, here, crm.now()),
    moves: moveViews(profile, { pipelines, language }),
    stays: stayViews(profile, { pipelines, labels, language, now: crm.now() }),
    ...(await valuesOf(c, profile)),
    choices: await partChoices(crm, profile, language),
    history: await historyOf(c, { profile, actor, writer, labels }),
    profile: await profileView(c, { actor, entity: 'opportunity', record: opportunity, labels, writer }),
  }
  return showPage(c, 'admin/opportunity', { title: opportunity.name, data, status: trouble ? 422 : 200 })
}

type Telling = Pick<Parameters<typeof historyRows>[2], 'labels'> & {
  readonly profile: OpportunityProfile
  readonly actor: Session['actor']
  readonly writer: ReturnType<typeof showTools>
}

async function historyOf(c: AdminContext, { profile, actor, writer, labels }: Telling) {
  const crm = c.get('crm')
  const changes = await recordHistory(crm, { actor, entity: 'opportunity', id: profile.opportunity.id, limit: NEWEST })
  const fields = opportunityWords(crm, profile.opportunity, crm.fields.opportunity)
  return historyRows(crm, changes.records, { fields, writer, words: wordsOf(c), labels })
}

/** The stage and its reason stand above; what only the system reads stands nowhere. */
const APART: ReadonlySet<string> = new Set([
  ...['id', 'version', 'name', 'pipeline', 'stage', 'stageReason', 'stageSince', 'nextChangeAt', 'rulesTrue'],
])

/** Fields, lines and roles as their readers see them. */
async function valuesOf(c: AdminContext, { opportunity, lines, roles }: OpportunityProfile) {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const words = wordsOf(c)
  const writer = showTools({ reader: c.get('reader'), words, now: crm.now() })
  const fields = opportunityWords(crm, opportunity, crm.fields.opportunity)
  const write = await recordValueWriter(crm, { fields, records: [opportunity], writer, words })
  const products = await recordNames(crm, crm.fields.opportunityLine, lines)
  const contacts = await recordNames(crm, crm.fields.opportunityContact, roles)
  const roleNames = new Map(
    optionsOf(crm.fields.opportunityContact['role'] ?? { type: 'string' }).map((each) => [each.value, each.label]),
  )
  return {
    details: Object.entries(fields)
      .filter(([name, { type, secret }]) => type !== 'json' && !secret && !APART.has(name))
      .map(([name, { label }]) => ({ name: textIn(label ?? name, language), value: write(name, opportunity[name]) }))
      .filter(({ value }) => value.text !== ''),
    lines: lines.map((line) => ({
      ...line,
      priceText: formText(formValuesOf(crm.fields.opportunityLine, line, { apart: [] }), 'price'),
      product: products.get(`product:${line.productId}`) ?? line.productId,
      total: line.price && { ...line.price, amount: Math.round(line.quantity * line.price.amount) },
    })),
    roles: roles.map((role) => ({
      ...role,
      contact: contacts.get(`contact:${role.contactId}`) ?? role.contactId,
      roleName: textIn(roleNames.get(role.role) ?? role.role, language),
    })),
  }
}

function reasonText(pipelines: Pipelines, opportunity: OpportunityProfile['opportunity'], language: string): string {
  const { stageReason } = opportunity
  if (stageReason === undefined) return ''
  const reason = stageOf(pipelines, opportunity)?.reasons?.find(({ id }) => id === stageReason)
  return textIn(reason?.label ?? stageReason, language)
}
