import { type Actor, hiddenFields, reaches, visibleTo } from '../../access/index.js'
import type { Conditions } from '../../model/conditions.js'
import type { EntityName } from '../../model/entities/index.js'
import type { Fields } from '../../model/fields.js'
import { foldForSearch } from '../../model/text/fold.js'
import type { Keep, RecordFilter, RecordStore, StoredRecord } from '../../store/index.js'
import { figuresInReach, hangsInReach, isHanging, isSeenEntity, reachWhere } from './hanging-records.js'
import { withoutHidden } from './without-hidden.js'

type ReadingRecords = Pick<RecordStore, 'aggregate' | 'count' | 'each' | 'get' | 'getMany' | 'list' | 'percentiles'>
type Question = RecordFilter & { readonly search?: string }

/** What a store answers to one actor: nothing of records out of reach, and no field that the role never sees. */
export function seenRecords(
  records: RecordStore,
  { actor, fields }: { actor: Actor; fields: { readonly [E in EntityName]: Fields } },
): ReadingRecords {
  const isSeen = async (entity: EntityName, found: readonly StoredRecord[]): Promise<readonly boolean[]> =>
    isSeenEntity(entity)
      ? found.map((record) => reaches(actor, { entity, action: 'read', record }))
      : isHanging(entity)
        ? hangsInReach(records, actor, entity)(found)
        : found.map(() => true)
  const shown = (entity: EntityName) => (record: StoredRecord) =>
    isSeenEntity(entity) ? visibleTo(actor, entity, record) : withoutHidden(actor, entity, record)
  const getMany: RecordStore['getMany'] = async (entity, ids) => {
    const found = await records.getMany(entity, ids)
    const seen = await isSeen(entity, found)
    return found.filter((_, at) => seen[at] === true).map(shown(entity))
  }
  const asked = <Q extends Question>(entity: EntityName, query: Q): Q => {
    const words = hiddenWords(entity, query.search)
    const keeps = [query.keep, isHanging(entity) ? hangsInReach(records, actor, entity) : undefined, words]
    const keep = allOf(keeps.filter((each) => each !== undefined))
    const where = whereInReach(actor, entity, query.where)
    return { ...query, ...(where ? { where } : {}), ...(keep ? { keep } : {}) }
  }
  /** Search looks through all searchable fields at once, so what it found in a hidden one is passed over. */
  const hiddenWords = (entity: EntityName, search: string | undefined): Keep | undefined => {
    if (search === undefined || !isSeenEntity(entity)) return undefined
    const hidden = hiddenFields(actor, entity)
    const searched = Object.entries(fields[entity]).flatMap(([name, { searchable }]) => (searchable ? [name] : []))
    if (!searched.some((name) => hidden.has(name))) return undefined
    const open = searched.filter((name) => !hidden.has(name))
    const words = foldForSearch(search).split(/\s+/).filter(Boolean)
    return async (found) =>
      found.map((record) => {
        const text = foldForSearch(open.map((name) => record[name] ?? '').join(' '))
        return words.every((word) => text.includes(word))
      })
  }
  return {
    getMany,
    get: async (entity, id) => (await getMany(entity, [id]))[0],
    async list(entity, query) {
      const page = await records.list(entity, asked(entity, query))
      return { ...page, records: page.records.map(shown(entity)) }
    },
    async *each(entity, query) {
      for await (const batch of records.each(entity, asked(entity, query))) yield batch.map(shown(entity))
    },
    async count(entity, query = {}) {
      const question = asked(entity, query)
      // The database counts at once what it is sure of, and reach by way of another record it cannot tell.
      if (!question.keep || question.keep === query.keep) return records.count(entity, question)
      return countKept(records, entity, question)
    },
    aggregate: (query, keep) => records.aggregate(figures(actor, query), keep),
    percentiles: (query) => records.percentiles(figures(actor, query)),
  }
}

async function countKept(records: RecordStore, entity: EntityName, question: Question): Promise<number> {
  let count = 0
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await records.list(entity, { ...question, limit: PAGE, ...(after ? { after } : {}) })
    count += page.records.length
    after = page.next
    isMore = after !== undefined
  }
  return count
}

const PAGE = 1_000

function figures<Q extends Parameters<RecordStore['aggregate']>[0] | Parameters<RecordStore['percentiles']>[0]>(
  actor: Actor,
  query: Q,
): Q {
  const where = whereInReach(actor, query.entity, query.where)
  return figuresInReach(actor, { ...query, ...(where ? { where } : {}) })
}

function whereInReach(actor: Actor, entity: EntityName, where: Conditions | undefined): Conditions | undefined {
  const reach = isSeenEntity(entity) ? reachWhere(actor, entity) : undefined
  if (!reach) return where
  return where ? { all: [reach, where] } : reach
}

function allOf(keeps: readonly Keep[]): Keep | undefined {
  const [first, ...rest] = keeps
  if (!first || rest.length === 0) return first
  return async (records) => {
    const answers = await Promise.all(keeps.map((keep) => keep(records)))
    return records.map((_, at) => answers.every((answer) => answer[at] === true))
  }
}
