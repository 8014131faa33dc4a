import { type MappingDefinition, readerOf } from '../../core/plugin-api/index.js'

/** The leads in one payload, each on its own; none when the mapping's place holds none. */
export function partsOf({ each }: Pick<MappingDefinition, 'each'>, payload: unknown): readonly unknown[] {
  if (each === undefined) return [payload]
  const found = readerOf(each)(payload)
  return Array.isArray(found) ? found : found === undefined || found === null ? [] : [found]
}

/** A payload in which no lead was found, kept whole: the mapping may be what is wrong, and a replay must still find them. */
export const keepWhole = (payload: unknown): Readonly<Record<string, unknown>> => ({ [WHOLE]: payload })

/** What was kept whole; undefined for a part. */
export function wholeOf(kept: unknown): unknown {
  return typeof kept === 'object' && kept !== null && Object.hasOwn(kept, WHOLE)
    ? (kept as Readonly<Record<string, unknown>>)[WHOLE]
    : undefined
}

const WHOLE = 'sarnakh:whole'
