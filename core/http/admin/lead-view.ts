import type { Actor } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { Lead } from '../../model/entities/lead.js'
import { textIn } from '../../model/text/localized-text.js'
import { type LeadAnswer, type LeadProfile, recordNames, type StoredDecision, seenBy } from '../../operations/index.js'
import type { FormValues } from '../body/index.js'
import type { Reader } from '../reader.js'
import type { Words } from '../renderer-messages.js'
import { showTools } from '../view-tools.js'
import { compareEdit, markName, markOf } from './compare-edit.js'
import { decisionStory } from './decision-story.js'
import { leadForm } from './lead-form.js'
import type { LeadLabels } from './lead-labels.js'
import { leadMoves } from './lead-moves.js'
import { leadName, leadRow } from './lead-row.js'
import { leadValueWriter, type WriteLeadValue } from './lead-values.js'
import { formValuesOf } from './record-form.js'
import { recordHref } from './records/record-screen.js'
import { type ReferenceChoices, referenceChoices } from './reference-choices.js'
import { taskRow } from './task-row.js'
import { timelineEntry } from './timeline.js'
import { whyStory } from './why-story.js'

/** Something that stood in the way of what a person just tried. */
export interface LeadTrouble {
  readonly message: string
  /** Which of the page's forms came back. */
  readonly form?: 'edit' | 'move' | 'assign' | 'log' | 'consent'
  /** What had been typed there. */
  readonly posted?: FormValues
  /** What was wrong with each field. */
  readonly problems?: Readonly<Record<string, string>>
}

export interface LeadViewRequest {
  readonly labels: LeadLabels
  readonly reader: Reader
  readonly words: Words
  readonly userId: string
  readonly canWrite: boolean
  readonly trouble?: LeadTrouble
  /** Which of the page's actions was just done. */
  readonly done?: string
  readonly actor: Actor
  /** The seven answers, which stand at the top. */
  readonly answers: readonly LeadAnswer[]
  /** What somebody asks "why" about, for example `grade:hot`. */
  readonly picked: string
  /** An earlier decision that somebody wants explained. */
  readonly decisionId?: string
}

/** Everything the lead page shows, ready for its template. */
export async function leadView(crm: Crm, profile: LeadProfile, request: LeadViewRequest): Promise<object> {
  const { labels, reader, words, userId, trouble } = request
  const { lead } = profile
  const { language } = reader
  const writer = showTools({ reader, words, now: crm.now() })
  const write = leadValueWriter(crm, { labels, writer, words, language })
  const { told, untold } = decisionsToTell(profile.decisions, request.decisionId)
  const decisions = await Promise.all(told.map((stored) => decisionStory(crm, stored, { labels, reader, words })))
  const choices = await referenceChoices(seenBy(crm, request.actor), crm.fields.lead, lead)
  const timeline = profile.activities.map((activity) => timelineEntry(crm, activity, { labels, language, write }))
  return {
    ...request,
    lead,
    name: leadName(lead),
    row: leadRow(lead, labels),
    answers: Object.fromEntries(request.answers.map((answer) => [answer.question, answer])),
    isMine: lead.ownerId === userId,
    isOpen: labels.isOpen(lead.status),
    place: ['city', 'province', 'country']
      .map((field) => write(field, lead[field]))
      .filter(Boolean)
      .join(' · '),
    score: decisions.find(({ scores }) => scores.length > 0)?.scores[0],
    moves: leadMoves(crm.rules().lifecycle, lead, { labels, fields: crm.fields.lead, language }),
    statusReason: reasonText(crm, lead, language),
    ...fieldViews(crm, lead, { reader, write, choices, ...(trouble ? { trouble } : {}) }),
    people: [...labels.people].map(([id, text]) => ({ id, text })),
    queues: crm.rules().queues.map(({ id }) => ({ id, text: labels.queue(id) })),
    firstTouch: profile.touches.at(-1),
    became: await became(crm, lead),
    touches: profile.touches.map((touch) => ({ ...touch, source: labels.source(touch.source) })),
    why: await whyStory(crm, { ...request, lead, decisionId: request.decisionId }),
    decisions,
    earlier: untold.map(({ id, at, decision }) => ({ id, at, trigger: decision.trigger })),
    timeline,
    lastContact: timeline.find(({ type }) => CONTACTS.test(type)),
    tasks: profile.tasks.map((task) => taskRow(task, labels)),
    documents: profile.documents,
    documentFields: crm.fields.document,
    effects: profile.effects.map((effect) => ({
      ...effect,
      title: crm.registry.actions.get(effect.type)?.value.label ?? effect.type,
    })),
    similar: profile.similar.map(({ lead: other, reason }) => ({ ...leadRow(other, labels), reason })),
  }
}

const BECAME = ['account', 'contact', 'opportunity'] as const

/** The records that the lead was made into, by name. */
async function became(
  crm: Crm,
  lead: Lead,
): Promise<readonly { readonly part: string; readonly href: string; readonly name: string }[]> {
  const names = await recordNames(crm, crm.fields.lead, [lead])
  return BECAME.flatMap((part) => {
    const id = lead[`${part}Id`]
    const href = id === undefined ? undefined : recordHref(part, id)
    return id === undefined || href === undefined ? [] : [{ part, href, name: names.get(`${part}:${id}`) ?? id }]
  })
}

interface FieldTelling {
  readonly reader: Reader
  readonly write: WriteLeadValue
  readonly choices: ReferenceChoices
  readonly trouble?: LeadTrouble
}

/** The fields to read and to edit; after a refused edit with what the person changed, and what others changed meanwhile. */
function fieldViews(crm: Crm, lead: Lead, { reader, write, choices, trouble }: FieldTelling): object {
  const { language } = reader
  const fields = crm.fields.lead
  const isEdit = trouble?.form === 'edit'
  const edit = compareEdit(fields, { record: lead, posted: (isEdit ? trouble.posted : undefined) ?? {}, clock: reader })
  const problems = isEdit ? (trouble.problems ?? {}) : {}
  const stored = Object.entries(formValuesOf(fields, lead, { clock: reader }))
  const name = (field: string) => textIn(fields[field]?.label ?? field, language)
  return {
    groups: leadForm(fields, { values: edit.values, language, problems, choices }),
    marks: stored.map(([field, value]) => ({ name: markName(field), value: markOf(value) })),
    mine: Object.keys(edit.changes),
    theirs: edit.theirs.map((field) => ({ field, name: name(field), now: write(field, lead[field]) })),
    details: stored.map(([field]) => ({ name: name(field), text: write(field, lead[field]) })).filter(({ text }) => text !== ''),
  }
}

const NEWEST = 3

/** Why costs room and work, so it is told of the newest decisions, the one behind the score, and the one that was asked for. */
function decisionsToTell(decisions: readonly StoredDecision[], asked: string | undefined) {
  const scored = decisions.find(({ decision }) => Object.keys(decision.scores).length > 0)
  const isTold = (stored: StoredDecision, place: number) => place < NEWEST || stored === scored || stored.id === asked
  return { told: decisions.filter(isTold), untold: decisions.filter((stored, place) => !isTold(stored, place)) }
}

/** Types of activity in which people spoke with each other. */
const CONTACTS = /^(call|mail|meeting|message|note)(\.|$)/

function reasonText(crm: Crm, lead: LeadProfile['lead'], language: string): string {
  const status = crm.rules().lifecycle.statuses.find(({ id }) => id === lead.status)
  const reason = status?.reasons?.find(({ id }) => id === lead.statusReason)
  return reason ? (reason.label[language] ?? reason.label.en) : (lead.statusReason ?? '')
}
