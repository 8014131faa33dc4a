import type { FieldMapping } from '../mapping.js'
import { cleanText } from '../text/clean.js'
import { foldForSearch } from '../text/fold.js'
import { firstReaderOf, type Reader, readerOf } from './mapping-path.js'

/** Whether a value is an answer at all. */
export type HoldsValue = (value: unknown) => boolean

/** Prepares the test for "not answered": nothing, an empty text or list, or one of the texts that mean it. */
export function answerTest(missing: readonly string[]): HoldsValue {
  const folded = new Set(missing.map(foldForSearch))
  const holds: HoldsValue = (value) => {
    if (value === undefined || value === null) return false
    if (Array.isArray(value)) return value.some(holds)
    if (typeof value !== 'string') return true
    return value.trim() !== '' && !(folded.size > 0 && folded.has(foldForSearch(value)))
  }
  return holds
}

/** Compiles how one field is filled: joined or first found, translated, and a constant where nothing comes in. */
export function fieldReader(mapping: string | FieldMapping, holds: HoldsValue): Reader {
  const { from, join, map, format, value: constant } = typeof mapping === 'string' ? ({ from: mapping } as FieldMapping) : mapping
  const read = join ? joined(join, holds) : from === undefined ? () => undefined : firstReaderOf(from, holds)
  const translate = map ? translation(map) : undefined
  return (row) => {
    const found = answered(read(row), holds)
    const translated = translate && found !== undefined ? translate(found) : found
    return (format && translated !== undefined ? instant(translated, format) : translated) ?? constant
  }
}

function joined(paths: readonly string[], holds: HoldsValue): Reader {
  const readers = paths.map(readerOf)
  return (row) => readers.flatMap((read) => answered(read(row), holds) ?? []).join(' ') || undefined
}

function answered(value: unknown, holds: HoldsValue): unknown {
  if (!holds(value)) return undefined
  if (typeof value === 'string') return cleanText(value)
  if (!Array.isArray(value)) return value
  return value.filter(holds)
}

function translation(map: NonNullable<FieldMapping['map']>): (value: unknown) => unknown {
  const table = new Map(Object.entries(map).map(([foreign, ours]) => [foldForSearch(foreign), ours]))
  const one = (value: unknown) => {
    const ours = table.get(foldForSearch(String(value)))
    return ours === undefined ? value : (ours ?? undefined)
  }
  return (value) => (Array.isArray(value) ? value.map(one).filter((entry) => entry !== undefined) : one(value))
}

/** What is no number stays as it came, so that the check of the record can name it. */
function instant(value: unknown, format: NonNullable<FieldMapping['format']>): unknown {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  if (!Number.isFinite(number)) return value
  return Math.round(format === 'unix-seconds' ? number * 1_000 : number)
}
