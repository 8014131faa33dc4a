import type { Crm } from '../../crm/crm.js'
import type { Words } from '../renderer-messages.js'
import { fieldText, type ValueWriter } from '../view-field.js'
import type { LeadLabels } from './lead-labels.js'

/** Writes the value of a lead's field for a reader. */
export type WriteLeadValue = (field: string, value: unknown) => string

/** Values by what they are called: people, sources, statuses, countries and languages; others as their field declares. */
export function leadValueWriter(
  { fields }: Pick<Crm, 'fields'>,
  { labels, writer, words, language }: { labels: LeadLabels; writer: ValueWriter; words: Words; language: string },
): WriteLeadValue {
  const names: Readonly<Record<string, (id: string) => string>> = {
    country: (code) => displayName(code, { type: 'region', language }),
    language: (code) => displayName(code, { type: 'language', language }),
    source: labels.source,
    phone: labels.phone,
    ownerId: labels.owner,
    queue: labels.queue,
    status: (id) => labels.status(id).text,
    grade: (id) => labels.grade(id).text,
  }
  return (field, value) => {
    const name = names[field]
    return name && typeof value === 'string' ? name(value) : fieldText(fields.lead[field], value, { writer, words })
  }
}

/** People write whole names as well as codes; what is no code stays. */
function displayName(code: string, { type, language }: { type: 'region' | 'language'; language: string }): string {
  if (!(type === 'region' ? /^[A-Z]{2}$/i : /^[a-z]{2,3}(-[A-Z]{2})?$/).test(code)) return code
  const wanted = type === 'region' ? code.toUpperCase() : code
  return new Intl.DisplayNames(language, { type, fallback: 'none' }).of(wanted) ?? code
}
