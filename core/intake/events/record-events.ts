import type { RecordChanges } from '../../store/index.js'
import { type CrmEvent, EVENT_NAMES, type EventName } from './event-names.js'

/** What several changes of records mean to others. */
export function recordEvents({ inserts = [], updates = [], removes = [] }: RecordChanges): readonly CrmEvent[] {
  const events: readonly NamedEvent[] = [
    ...inserts.flatMap(({ entity, record }) => [
      { name: `${entity}.created`, subject: `${entity}:${record.id}`, data: { [entity]: visible(record) } },
      ...outcomes(entity, record.id, record),
    ]),
    ...updates.flatMap(({ entity, id, changes }) => [
      { name: `${entity}.updated`, subject: `${entity}:${id}`, data: { id, changes: visible(changes) } },
      ...('stage' in changes
        ? [{ name: `${entity}.stageChanged`, subject: `${entity}:${id}`, data: { id, changes: visible(changes) } }]
        : []),
      ...outcomes(entity, id, changes),
    ]),
    ...removes.map(({ entity, id }) => ({ name: `${entity}.removed`, subject: `${entity}:${id}`, data: { id } })),
  ]
  return events.flatMap(({ name, subject, data }) => (isEvent(name) ? [{ name, subject, data }] : []))
}

/** An event whose name may be one that nobody is told of. */
type NamedEvent = Omit<CrmEvent, 'name'> & { readonly name: string }

function outcomes(entity: string, id: string, values: Readonly<Record<string, unknown>>): readonly NamedEvent[] {
  const { outcome } = values
  if (outcome !== 'won' && outcome !== 'lost') return []
  return [{ name: `${entity}.${outcome}`, subject: `${entity}:${id}`, data: { id, changes: visible(values) } }]
}

const isEvent = (name: string): name is EventName => (EVENT_NAMES as readonly string[]).includes(name)

const visible = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([field]) => !HIDDEN.has(field)))

const HIDDEN: ReadonlySet<string> = new Set(['nameKey', 'websiteKey', 'emailKey', 'phoneKey', 'rulesTrue', 'nextChangeAt'])
