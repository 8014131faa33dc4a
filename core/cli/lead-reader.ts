import type { Crm } from '../crm/crm.js'
import { type LeadLabels, leadLabels } from '../http/admin/lead-labels.js'
import { formatInstant } from '../model/calendar/format-instant.js'
import { formatNumber } from '../model/text/format-number.js'
import { type Text, textIn } from '../model/text/localized-text.js'
import type { Wishes } from '../rule-engine/index.js'
import type { CommandCall } from './cli-command.js'
import { fieldText, type ValueWords } from './output/field-text.js'

/** Puts what leads and decisions hold as ids into the words of a reader. */
export interface LeadReader {
  status(id: string): string
  grade(id: string): string
  user(id: string): string
  queue(id: string): string
  strategy(id: string): string
  action(type: string): string
  scoring(id: string): string
  text(text: Text): string
  number(value: number): string
  instant(ms: number): string
  /** Values of a lead by its declared fields, those without a value left out. */
  fields(lead: Readonly<Record<string, unknown>>, names: readonly string[]): readonly ReadField[]
  /** Parameters of an action, as its declaration says. */
  params(action: string, params: Readonly<Record<string, unknown>>): readonly (ReadField & { readonly name: string })[]
  /** For whom decisions are explained. */
  readonly wishes: Wishes
  /** A text in which ids of users stand, with their names. */
  withNames(text: string): string
}

/** A value with its label. */
export interface ReadField {
  readonly label: string
  readonly value: string
}

type Reading = Pick<CommandCall, 'words' | 'language'>

/** Reads the names once, for one command. */
export async function leadReader(crm: Crm, { words, language }: Reading): Promise<LeadReader> {
  const labels = await leadLabels(crm, language)
  const { registry, fields } = crm
  const { calendar, timeZone } = crm.settings
  const writing: ValueWords = { language, calendar, timeZone, words: words.values }
  const text = (said: Text): string => textIn(said, language)
  return {
    status: (id) => labels.status(id).text,
    grade: (id) => labels.grade(id).text,
    user: labels.owner,
    queue: labels.queue,
    strategy: (id) => text(registry.assignmentStrategies.get(id)?.value.label ?? id),
    action: (type) => text(registry.actions.get(type)?.value.label ?? type),
    scoring: (id) => text(crm.rules().scoring.find((file) => file.id === id)?.title ?? id),
    text,
    number: (value) => formatNumber(value, language),
    instant: (ms) => formatInstant(ms, { language, calendar, timeZone }),
    fields: (lead, names) =>
      names.flatMap((name) => {
        const field = fields.lead[name]
        const value = lead[name]
        if (value === undefined || value === null) return []
        const named = typeof value === 'string' ? nameOf(crm, labels, { name, value, language }) : undefined
        return [{ label: text(field?.label ?? name), value: named ?? fieldText(field, value, writing) }]
      }),
    params: (action, params) =>
      Object.entries(params).map(([name, value]) => {
        const field = registry.actions.get(action)?.value.params?.[name]
        return { name, label: text(field?.label ?? name), value: fieldText(field, value, writing) }
      }),
    wishes: { language, timeZone, calendar, names: labels.people, sourceName: labels.source },
    withNames: (said) => said.replaceAll(UUID, labels.owner),
  }
}

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g

/** The word for a lead's value that is the id of something with a name. */
function nameOf(
  crm: Crm,
  labels: LeadLabels,
  { name, value, language }: { name: string; value: string; language: string },
): string | undefined {
  if (name === 'status') return labels.status(value).text
  if (name === 'grade') return labels.grade(value).text
  if (name === 'queue') return labels.queue(value)
  if (name === 'source') return labels.source(value)
  if (name === 'ownerId') return labels.owner(value)
  if (name !== 'statusReason') return undefined
  const reasons = crm.rules().lifecycle.statuses.flatMap((status) => status.reasons ?? [])
  const reason = reasons.find(({ id }) => id === value)
  return reason && textIn(reason.label, language)
}
