import type { Registry } from '../registry/index.js'
import type { IntakeStore, RecordStore, SystemStore } from '../store/index.js'
import type { Engine } from './engine.js'

/** An engine of which nothing can be written: what facts are loaded with, and all that a rehearsal is ever given. */
export interface ReadingEngine extends Pick<Engine, 'fields' | 'log' | 'newId' | 'now' | 'rules' | 'secret' | 'settings'> {
  readonly registry: Pick<
    Registry,
    | 'assignmentFilters'
    | 'assignmentRanks'
    | 'assignmentStrategies'
    | 'call'
    | 'facts'
    | 'hooks'
    | 'leadSources'
    | 'plugins'
    | 'scoringModels'
  >
  readonly store: ReadingStore
}

/** The questions that a store answers, without its writers. */
interface ReadingStore {
  readonly records: Pick<RecordStore, 'aggregate' | 'answers' | 'count' | 'each' | 'get' | 'getMany' | 'list' | 'percentiles'>
  readonly intake: Omit<IntakeStore, 'commit'>
  readonly system: Pick<SystemStore, 'pluginSql'>
}

/**
 * An engine for a rehearsal: it holds no writer at all, statements of plugins can only read, and what fails in a plugin
 * switches nothing off. With `until` it knows of no activity after that instant.
 */
export function readingEngine(engine: Engine, { until }: { readonly until?: number | undefined } = {}): ReadingEngine {
  const { fields, log, newId, now, rules, secret, settings, store } = engine
  const { aggregate, answers, count, each, get, getMany, list, percentiles } = store.records
  const { commit: _, ...intake } = store.intake
  const activityTallies: IntakeStore['activityTallies'] = (leadIds, asked) =>
    intake.activityTallies(leadIds, until === undefined ? asked : { ...asked, until })
  const pluginSql: SystemStore['pluginSql'] = (sql, bindings) => store.system.pluginSql(onlyReading(sql), bindings)
  return {
    ...{ fields, log, newId, now, rules, secret, settings },
    registry: engine.registry.rehearsal(),
    store: {
      records: { aggregate, answers, count, each, get, getMany, list, percentiles },
      intake: { ...intake, activityTallies },
      system: { pluginSql },
    },
  }
}

/** No database takes a statement that writes in the place of a table. */
const onlyReading = (sql: string): string => `select * from (${sql.trim().replace(/;$/, '')}) as plugin_rows`
