import { type Actor, reaches, reachOf } from '../../access/index.js'
import type { EntityName } from '../../model/entities/index.js'
import type { GrantedEntity } from '../../model/role.js'
import type { Belonging, GroupQuery } from '../../plugin-api/index.js'
import type { RecordStore, StoredRecord } from '../../store/index.js'

/** Records that somebody is granted by name. */
export type SeenEntity = Exclude<GrantedEntity, 'sequence'>

type Links = Readonly<Record<string, SeenEntity>>

const CUSTOMER: Links = { leadId: 'lead', contactId: 'contact', accountId: 'account', opportunityId: 'opportunity' }
const LEAD: Links = { leadId: 'lead' }

/** What is nobody's to grant: it goes with the record that it hangs on, by these fields. */
const HANGING: { readonly [E in EntityName]?: Links } = {
  activity: CUSTOMER,
  task: CUSTOMER,
  notification: CUSTOMER,
  message: { leadId: 'lead', contactId: 'contact' },
  consent: { leadId: 'lead', contactId: 'contact' },
  touch: LEAD,
  decision: LEAD,
  enrolment: LEAD,
  visitor: LEAD,
  opportunityLine: { opportunityId: 'opportunity' },
  opportunityContact: { opportunityId: 'opportunity' },
}

/** Those that name the record they hang on by entity and id. */
const TRACES: readonly EntityName[] = ['recordChange', 'statusChange']

const SEEN: readonly SeenEntity[] = ['lead', 'account', 'contact', 'opportunity', 'product', 'campaign', 'document']

export const isSeenEntity = (entity: string): entity is SeenEntity => (SEEN as readonly string[]).includes(entity)

/** Whether records of an entity are seen as far as the records that they hang on. */
export const isHanging = (entity: EntityName): boolean =>
  Object.hasOwn(HANGING, entity) || TRACES.includes(entity) || entity === 'changeSet'

/** Says of each record whether an actor sees one of those that it hangs on; what hangs on nothing is everybody's. */
export function hangsInReach(records: Pick<RecordStore, 'getMany'>, actor: Actor, entity: EntityName) {
  return async (asked: readonly StoredRecord[]): Promise<readonly boolean[]> => {
    const links = asked.map((record) => linksOf(entity, record))
    const seen = new Set<string>()
    for (const of of SEEN) {
      const ids = [...new Set(links.flat().flatMap((link) => (link.entity === of ? [link.id] : [])))]
      for (const id of await idsInReach(records, actor, { entity: of, ids })) seen.add(`${of}:${id}`)
    }
    return links.map(
      (each, at) =>
        each.length === 0 ||
        each.some((link) => seen.has(`${link.entity}:${link.id}`)) ||
        (entity === 'task' && isOwn(actor, asked[at])),
    )
  }
}

/** A task is done by its owner, wherever the record is that it is about. */
const isOwn = (actor: Actor, record: StoredRecord | undefined): boolean =>
  actor.kind === 'user' && record?.['ownerId'] === actor.id

async function idsInReach(
  records: Pick<RecordStore, 'getMany'>,
  actor: Actor,
  { entity, ids }: { entity: SeenEntity; ids: readonly string[] },
): Promise<readonly string[]> {
  const reach = reachOf(actor, entity, 'read')
  if (ids.length === 0 || reach === 'none') return []
  if (reach === 'all') return ids
  const found = await records.getMany(entity, ids)
  return found.filter((record) => reaches(actor, { entity, action: 'read', record })).map(({ id }) => id)
}

interface Link {
  readonly entity: SeenEntity
  readonly id: string
}

function linksOf(entity: EntityName, record: StoredRecord): readonly Link[] {
  const named = TRACES.includes(entity)
    ? [record['entity'], record['recordId']]
    : entity === 'changeSet'
      ? String(record['subject']).split(':')
      : undefined
  if (named) return typeof named[0] === 'string' ? traced(named[0], String(named[1])) : []
  return Object.entries(HANGING[entity] ?? {}).flatMap(([field, to]) => {
    const id = record[field]
    return typeof id === 'string' ? [{ entity: to, id }] : []
  })
}

const traced = (entity: string, id: string): readonly Link[] => (isSeenEntity(entity) ? [{ entity, id }] : [])

/** Narrows figures over what hangs on records to that which hangs on records in reach; a database can only join one of them. */
export function figuresInReach<Q extends GroupQuery>(actor: Actor, query: Q): Q {
  const asked = query.belongingTo ?? []
  const own = asked.some(({ entity }) => isSeenEntity(entity)) ? [] : nearest(query)
  const belongingTo = [...asked, ...own].map((each) => narrowed(actor, each))
  return belongingTo.length === 0 ? query : { ...query, belongingTo }
}

function nearest({ entity, where }: GroupQuery): readonly Belonging[] {
  if (TRACES.includes(entity)) return [{ field: 'recordId', entity: tracedIn(where) ?? 'lead' }]
  const [link] = Object.entries(HANGING[entity] ?? {})
  return link ? [{ field: link[0], entity: link[1] }] : []
}

/** Of which entity the traces are that conditions ask for. */
function tracedIn(node: unknown): SeenEntity | undefined {
  if (Array.isArray(node)) return node.map(tracedIn).find((found) => found !== undefined)
  if (typeof node !== 'object' || node === null) return undefined
  const { path, operator, value, all } = node as Readonly<Record<string, unknown>>
  if (path === '$.entity' && operator === 'equal' && typeof value === 'string' && isSeenEntity(value)) return value
  return tracedIn(all)
}

function narrowed(actor: Actor, belonging: Belonging): Belonging {
  const { entity, where } = belonging
  if (!isSeenEntity(entity)) return belonging
  const reach = reachWhere(actor, entity)
  if (reach === undefined) return belonging
  return { ...belonging, where: where ? { all: [reach, where] } : reach }
}

/** What an actor may read of an entity as conditions; undefined for all of it. */
export function reachWhere(actor: Actor, entity: SeenEntity) {
  const reach = reachOf(actor, entity, 'read')
  if (reach === 'all') return undefined
  return reach === 'none' ? { all: [{ fact: entity, path: '$.createdAt', operator: 'lessThan', value: 0 }] } : reach
}
