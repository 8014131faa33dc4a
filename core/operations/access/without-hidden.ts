import { type Actor, hiddenFields, visibleTo } from '../../access/index.js'
import type { EntityName } from '../../model/entities/index.js'
import type { StoredRecord } from '../../store/index.js'
import { isSeenEntity, type SeenEntity } from './hanging-records.js'

type Values = Readonly<Record<string, unknown>>

/** An entry of timeline, history or decisions without the values of fields that an actor never sees. */
export function withoutHidden(actor: Actor, entity: EntityName, record: StoredRecord): StoredRecord {
  if (entity === 'activity') {
    const { details } = record
    return hides(actor, 'lead') && isObject(details)
      ? { ...record, details: sides(actor, 'lead', details, ['from', 'to']) }
      : record
  }
  if (entity === 'decision') {
    const { trace } = record
    if (!hides(actor, 'lead') || !isObject(trace) || !isObject(trace['facts'])) return record
    return { ...record, trace: { ...trace, facts: sides(actor, 'lead', trace['facts'], ['lead']) } }
  }
  const of = record['entity']
  if (entity !== 'recordChange' || typeof of !== 'string' || !isSeenEntity(of) || !hides(actor, of)) return record
  return { ...record, ...sides(actor, of, record, ['before', 'after']) }
}

const hides = (actor: Actor, entity: SeenEntity): boolean => hiddenFields(actor, entity).size > 0

function sides(actor: Actor, entity: SeenEntity, values: Values, names: readonly string[]): Values {
  const seen = names.flatMap((name) => (isObject(values[name]) ? [[name, visibleTo(actor, entity, values[name])] as const] : []))
  return { ...values, ...Object.fromEntries(seen) }
}

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)
