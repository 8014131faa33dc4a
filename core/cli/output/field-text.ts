import { type DateFormat, formatDate, formatInstant } from '../../model/calendar/format-instant.js'
import { type FieldDeclaration, optionsOf } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import { formatMoney, formatNumber } from '../../model/text/format-number.js'
import { type LocalizedText, textIn } from '../../model/text/localized-text.js'
import type { Words } from '../words/index.js'

/** How a reader wants values written. */
export interface ValueWords extends Pick<DateFormat, 'language' | 'calendar' | 'timeZone'> {
  readonly words: Words['values']
}

/**
 * Writes a value the way its field says: options by their labels, booleans as yes and no, numbers, amounts and dates for the reader.
 * @example fieldText({ type: 'boolean' }, true, { language: 'fa', … }) // 'بله'
 */
export function fieldText(field: FieldDeclaration | undefined, value: unknown, reader: ValueWords): string {
  if (value === undefined || value === null) return '–'
  if (Array.isArray(value)) return value.map((each) => fieldText(field, each, reader)).join(reader.words.comma)
  const option = field && optionsOf(field).find((each) => each.value === value)
  if (option) return textIn(option.label, reader.language)
  if (typeof value === 'boolean') return value ? reader.words.yes : reader.words.no
  if (typeof value === 'object') return objectText(value, reader)
  if (field?.type === 'date') return formatDate(String(value), reader)
  if (typeof value !== 'number') return String(value)
  return field?.type === 'dateTime' ? formatInstant(value, reader) : formatNumber(value, reader.language)
}

function objectText(value: object, { language }: ValueWords): string {
  if (isMoney(value)) return formatMoney(value, language)
  return isText(value) ? textIn(value, language) : JSON.stringify(value)
}

const isMoney = (value: object): value is Money => 'amount' in value && 'currency' in value
const isText = (value: object): value is LocalizedText => 'en' in value && typeof value.en === 'string'
