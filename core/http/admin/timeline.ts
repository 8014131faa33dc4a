import type { Crm } from '../../crm/crm.js'
import type { Activity } from '../../model/entities/activity.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import { durationText } from './duration-text.js'
import type { Label, LeadLabels } from './lead-labels.js'
import type { WriteLeadValue } from './lead-values.js'
import { stageLabel } from './opportunities/stage-labels.js'

/** An entry of the timeline as a person reads it. */
export interface TimelineEntry {
  readonly id: string
  readonly at: number
  readonly type: string
  readonly icon: string
  readonly subject: string
  readonly by: string
  readonly moved?: { readonly from: Label; readonly to: Label }
  /** Which fields changed, with the value before and after. */
  readonly edits: readonly { readonly name: string; readonly from: string; readonly to: string }[]
  readonly note: string
  /** How it ended, and how long it took in words; empty where nobody said. */
  readonly outcome: string
  readonly duration: string
}

type Details = Readonly<Record<string, unknown>>

interface Telling {
  readonly labels: LeadLabels
  readonly language: string
  readonly write: WriteLeadValue
}

const ICONS: Readonly<Record<string, string>> = {
  call: 'phone',
  chat: 'mail',
  page: 'link',
  mail: 'mail',
  note: 'note',
  status: 'flow',
  stage: 'flow',
  opportunity: 'opportunities',
  lead: 'person',
  task: 'check',
  form: 'inbox',
  meeting: 'users',
}

/** Tells one activity: who, what, and what it changed. */
export function timelineEntry(crm: Crm, activity: Activity, telling: Telling): TimelineEntry {
  const { labels } = telling
  const details = objectOf(activity.details)
  const by = activity.userId ?? (typeof details['by'] === 'string' ? details['by'] : '')
  const isMove = activity.type === 'status.changed'
  return {
    id: activity.id,
    at: activity.at,
    type: activity.type,
    icon: ICONS[activity.type.split('.')[0] ?? ''] ?? 'bolt',
    subject: activity.subject ?? rulesFired(activity, telling.language),
    by: by === 'system' ? '' : labels.owner(by),
    edits: activity.type === 'lead.edited' ? edits(crm, details, telling) : newOwner(crm, activity.type, { details, ...telling }),
    outcome: activity.outcome ?? '',
    duration: activity.durationSeconds ? durationText(`PT${activity.durationSeconds}S`, telling.language) : '',
    note: typeof details['note'] === 'string' ? details['note'] : '',
    ...(isMove ? { moved: { from: labels.status(String(details['from'])), to: labels.status(String(details['to'])) } } : {}),
    ...(activity.type === 'stage.changed' ? { moved: stageMove(crm, details, telling.language) } : {}),
  }
}

/** The rules that acted, by their titles. */
function rulesFired({ type, details }: Activity, language: string): string {
  if (type !== 'rule.fired') return ''
  const { rules = [] } = objectOf(details) as { readonly rules?: readonly { readonly rule: string; readonly title?: Text }[] }
  return rules.map(({ rule, title }) => textIn(title ?? rule, language)).join(' · ')
}

function stageMove(
  crm: Crm,
  { pipeline, fromPipeline = pipeline, from, to }: Details,
  language: string,
): TimelineEntry['moved'] & {} {
  const { pipelines } = crm.rules()
  const label = (id: unknown, stage: unknown) => stageLabel(pipelines, { pipeline: String(id), stage: String(stage) }, language)
  return { from: label(fromPipeline, from), to: label(pipeline, to) }
}

/** To whom it went, and from whom where that is known. */
function newOwner(crm: Crm, type: string, { details, language, write }: Telling & { details: Details }): TimelineEntry['edits'] {
  const { from, ownerId } = details
  if (type !== 'lead.assigned' || typeof ownerId !== 'string') return []
  const name = textIn(crm.fields.lead['ownerId']?.label ?? 'ownerId', language)
  return [{ name, from: from === undefined ? '' : write('ownerId', from), to: write('ownerId', ownerId) }]
}

function edits(crm: Crm, details: Readonly<Record<string, unknown>>, { language, write }: Telling): TimelineEntry['edits'] {
  const [from, to] = [objectOf(details['from']), objectOf(details['to'])]
  return Object.keys(to).map((field) => ({
    name: textIn(crm.fields.lead[field]?.label ?? field, language),
    from: write(field, from[field]),
    to: write(field, to[field]),
  }))
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
