import { CrmError } from '../errors.js'
import type { Conditions } from '../model/conditions.js'
import type { AggregateQuery, AggregateRow, CrmReader, GroupQuery, Measure } from '../plugin-api/index.js'
import type { RecordFilter } from '../store/index.js'
import { leadQuestion } from './lead-question.js'
import { ofUnmergedLeads } from './not-merged.js'
import type { ReadingEngine } from './reading-engine.js'

/**
 * Counts and figures for reports and jobs, over leads with any conditions of the rule language. Facts are given a plainer
 * reader: one that loaded facts would wait for itself.
 */
export function leadReader(engine: ReadingEngine): Pick<CrmReader, 'count' | 'aggregate' | 'percentiles'> {
  const { records } = engine.store
  return {
    count: (entity, where) =>
      records.count(entity, entity === 'lead' ? filterOf(engine, ofUnmergedLeads(where)) : where ? { where } : {}),
    aggregate: async (query) => {
      const asked = belongingToLeads(engine, query)
      return query.entity === 'lead' ? aggregateLeads(engine, asked) : records.aggregate(asked)
    },
    percentiles: async (query) => records.percentiles(narrowed(engine, belongingToLeads(engine, query))),
  }
}

function filterOf(engine: ReadingEngine, conditions: Conditions | undefined): RecordFilter {
  if (conditions === undefined) return {}
  const { where, keep } = leadQuestion(engine, conditions)
  return { where, ...(keep ? { keep } : {}) }
}

/** Conditions over leads inside another question are one for the database; it cannot wait for memory in the middle of it. */
function belongingToLeads<Q extends GroupQuery>(engine: ReadingEngine, query: Q): Q {
  const { belongingTo } = query
  if (belongingTo === undefined) return query
  const lowered = belongingTo.map((each) =>
    each.entity === 'lead' && each.where ? { ...each, where: forDatabase(engine, each.where) } : each,
  )
  return { ...query, belongingTo: lowered }
}

function narrowed<Q extends GroupQuery>(engine: ReadingEngine, query: Q): Q {
  return query.entity === 'lead' && query.where ? { ...query, where: forDatabase(engine, query.where) } : query
}

function forDatabase(engine: ReadingEngine, conditions: Conditions): Conditions {
  const { where, keep, inMemory } = leadQuestion(engine, conditions)
  if (!keep) return where
  const names = [...new Set(inMemory.map(({ fact }) => `"${fact}"`))].join(', ')
  throw new CrmError('FILTER_NOT_SQL', `This figure is worked out by the database, which cannot answer ${names}.`)
}

/** A measure whose own conditions the database cannot answer becomes a question of its own; its figures join the others' groups. */
async function aggregateLeads(engine: ReadingEngine, query: AggregateQuery): Promise<readonly AggregateRow[]> {
  const measures = Object.entries(query.measures).map(([name, measure]) => ({
    name,
    measure,
    filter: filterOf(engine, measure.where),
  }))
  const together = measures.filter(({ filter }) => !filter.keep)
  const lowered = together.map(({ name, measure, filter }) => [name, { ...measure, ...filter }] as const)
  let rows = await figures(engine, { ...query, measures: Object.fromEntries(lowered) })
  for (const { name, measure } of measures.filter(({ filter }) => filter.keep)) {
    const { where: own, ...plain } = measure
    const all = [query.where, own].filter((part) => part !== undefined)
    const apart = await figures(engine, { ...query, where: { all }, measures: { [name]: plain as Measure } })
    rows = rows.map((row) => withFigure(row, { name, measure, apart, groupBy: query.groupBy }))
  }
  return rows
}

function figures(engine: ReadingEngine, { where: conditions, ...query }: AggregateQuery): Promise<readonly AggregateRow[]> {
  const { where, keep } = filterOf(engine, ofUnmergedLeads(conditions))
  const isEmpty = query.groupBy.length === 0 && Object.keys(query.measures).length === 0
  return isEmpty ? Promise.resolve([{}]) : engine.store.records.aggregate({ ...query, ...(where ? { where } : {}) }, keep)
}

interface Apart extends Pick<AggregateQuery, 'groupBy'> {
  readonly name: string
  readonly measure: Measure
  readonly apart: readonly AggregateRow[]
}

function withFigure(row: AggregateRow, { name, measure, apart, groupBy }: Apart): AggregateRow {
  const names = groupBy.map((group) => (typeof group === 'string' ? group : group.as))
  const figure = apart.find((other) => names.every((each) => other[each] === row[each]))?.[name]
  if (figure !== undefined) return { ...row, [name]: figure }
  return 'count' in measure || 'sum' in measure || 'distinct' in measure ? { ...row, [name]: 0 } : row
}
