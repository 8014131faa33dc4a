import type { Fields } from '../../model/fields.js'

/** A record as the API shows it: instants as ISO 8601 text, and nothing that is secret. */
export function shownRecord(fields: Fields, record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const field = fields[name]
      if (field?.secret) return []
      return [[name, field?.type === 'dateTime' && typeof value === 'number' ? isoText(value) : value]]
    }),
  )
}

export function shownRecords(fields: Fields, records: readonly Readonly<Record<string, unknown>>[]): readonly object[] {
  return records.map((record) => shownRecord(fields, record))
}

/** An instant as text. */
const isoText = (ms: number): string => new Date(ms).toISOString()

/** The named instants of an object as text; those that are missing stay missing. */
export function withIsoTexts<T extends object, K extends keyof T & string>(
  value: T,
  names: readonly K[],
): Omit<T, K> & Partial<Record<K, string>> {
  const texts = names.flatMap((name) => (typeof value[name] === 'number' ? [[name, isoText(value[name])] as const] : []))
  return { ...value, ...(Object.fromEntries(texts) as Partial<Record<K, string>>) }
}
