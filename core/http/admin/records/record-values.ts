import type { Crm } from '../../../crm/crm.js'
import type { Fields } from '../../../model/fields.js'
import { formatPhone, phoneLink } from '../../../model/text/phone.js'
import { type RecordNames, recordNames } from '../../../operations/index.js'
import type { Words } from '../../renderer-messages.js'
import { fieldText, type ValueWriter } from '../../view-field.js'
import { recordHref } from './record-screen.js'

/** A value as a page shows it. */
export interface ShownValue {
  readonly text: string
  /** Where the record it names has its page. */
  readonly href?: string
  /** A number stands at the end of its cell. */
  readonly isNumber: boolean
}

/** Writes the value of a field of a record. */
export type WriteValue = (field: string, value: unknown) => ShownValue

/** Values as their fields declare: options by label, amounts, days and instants for the reader, references by the name of what they name. */
export async function recordValueWriter(
  crm: Pick<Crm, 'store' | 'settings'>,
  { fields, records, writer, words }: { fields: Fields; records: readonly object[]; writer: ValueWriter; words: Words },
): Promise<WriteValue> {
  const names: RecordNames = await recordNames(crm, fields, records as readonly Readonly<Record<string, unknown>>[])
  return (name, value) => {
    const field = fields[name]
    const isNumber = field?.type === 'integer' || field?.type === 'number' || field?.type === 'money'
    if (field?.type === 'phone' && typeof value === 'string') return phoneValue(value, crm.settings)
    if (field?.type !== 'reference' || typeof value !== 'string')
      return { text: fieldText(field, value, { writer, words }), isNumber, ...linkOf(field?.type, value) }
    const href = recordHref(field.entity ?? '', value)
    return { text: names.get(`${field.entity}:${value}`) ?? value, isNumber, ...(href ? { href } : {}) }
  }
}

function phoneValue(phone: string, settings: Crm['settings']): ShownValue {
  const href = phoneLink(phone, settings)
  return { text: formatPhone(phone, settings), isNumber: false, ...(href ? { href } : {}) }
}

/** Only addresses of the web or a mail are links; anything else that a field holds stays a text. */
function linkOf(type: string | undefined, value: unknown): { href?: string } {
  if (typeof value !== 'string') return {}
  if (type === 'url' && /^https?:\/\//i.test(value)) return { href: value }
  return type === 'email' ? { href: `mailto:${value}` } : {}
}
