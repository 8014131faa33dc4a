import { parseDuration } from '../../../model/calendar/duration.js'

/** Other names that could stand in the place of one, by the key they stand under. */
export type NamesFor = (key: string, name: string) => readonly string[]

/** The values next to one: a number one more and one less, a duration one more, the other truth, another name. */
export function neighboursOf(
  value: unknown,
  { key, namesFor }: { readonly key: string; readonly namesFor: NamesFor },
): readonly unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1]
  if (typeof value === 'boolean') return [!value]
  if (typeof value !== 'string') return []
  const names = namesFor(key, value).filter((name) => name !== value)
  if (names.length > 0) return names.slice(0, 1)
  return parseDuration(value) === undefined ? [] : [longer(value)]
}

/** @example longer('P14D') // 'P15D' */
const longer = (duration: string): string => duration.replace(/\d+/, (count) => String(Number(count) + 1))
