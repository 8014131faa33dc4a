import { type FieldDeclaration, optionsOf } from '../model/fields.js'
import type { Money } from '../model/money.js'
import type { Text } from '../model/text/localized-text.js'
import type { Words } from './renderer-messages.js'

/** How single values are written for a reader. */
export interface ValueWriter {
  number(value: number): string
  money(value: Money): string
  date(ms: number): string
  day(value: string): string
  text(text: Text): string
}

/** Writes a record's value the way its field says: options by their labels, amounts, days and instants for the reader. */
export function fieldText(
  field: FieldDeclaration | undefined,
  value: unknown,
  { writer, words }: { writer: ValueWriter; words: Words },
): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map((each) => fieldText(field, each, { writer, words })).join(words('shell.listComma'))
  const option = field && optionsOf(field).find((each) => each.value === value)
  if (option) return writer.text(option.label)
  if (typeof value === 'boolean') return words(value ? 'shell.yes' : 'shell.no')
  return plainText(field?.type, value, writer)
}

function plainText(type: FieldDeclaration['type'] | undefined, value: unknown, writer: ValueWriter): string {
  if (type === 'money' && isMoney(value)) return writer.money(value)
  if (type === 'dateTime' && typeof value === 'number') return writer.date(value)
  if (type === 'date' && typeof value === 'string') return writer.day(value)
  if (typeof value === 'number') return writer.number(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
}
