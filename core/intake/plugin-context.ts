import type { EntityName } from '../model/entities/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { CrmReader, DefinitionKinds, PluginContext } from '../plugin-api/index.js'
import type { RuleSet } from '../rule-engine/index.js'
import type { PluginCall } from './engine.js'
import { leadValidator } from './lead-validator.js'
import type { ReadingEngine } from './reading-engine.js'
import { routingTally } from './routing-tally.js'

/** What plugin code is given beside its subject: the clock, ids, definitions, and what it may read. */
export function pluginContext(engine: ReadingEngine, { plugin, signal }: PluginCall): PluginContext {
  return {
    plugin,
    signal,
    now: engine.now,
    newId: engine.newId,
    log: (message, details) => engine.log('info', message, { plugin, ...details }),
    crm: crmReader(engine),
    definition: <K extends keyof DefinitionKinds>(kind: K, id: string) => definition(engine, kind, id),
    sql: (statement, bindings = []) => engine.store.system.pluginSql(statement, bindings),
    secret: engine.secret,
  }
}

const EACH_BATCH = 500

/** What a plugin may read of the CRM. */
export function crmReader(engine: Pick<ReadingEngine, 'store' | 'rules' | 'fields' | 'settings'>): CrmReader {
  const { records } = engine.store
  return {
    lead: async (id) => (await records.get('lead', id)) as Lead | undefined,
    count: (entity: EntityName, where) => records.count(entity, where ? { where } : {}),
    aggregate: (query) => records.aggregate(query),
    percentiles: (query) => records.percentiles(query),
    each: (entity, { where, batch = EACH_BATCH } = {}) => records.each(entity, { batch, ...(where ? { where } : {}) }),
    routings: (since) => routingTally(engine, since),
    userNames: async () => {
      const names = new Map<string, string>()
      for await (const users of records.each('user', { batch: 500 })) {
        for (const user of users) names.set(user.id, String(user['name']))
      }
      return names
    },
    statuses: () => engine.rules().lifecycle.statuses,
    stages: () => stagesOf(engine.rules()),
    segments: () => Object.values(engine.rules().segments),
    leadProblems: (values) => leadValidator(engine)(values).problems.map(({ field, message }) => ({ field, message })),
  }
}

function definition<K extends keyof DefinitionKinds>(engine: ReadingEngine, kind: K, id: string): DefinitionKinds[K] | undefined {
  const { forms, mails, mappings } = engine.rules()
  const byKind: { readonly [D in keyof DefinitionKinds]: Readonly<Record<string, DefinitionKinds[D]>> } = {
    form: forms,
    mail: mails,
    mapping: mappings,
  }
  const definitions = byKind[kind]
  return Object.hasOwn(definitions, id) ? definitions[id] : undefined
}

function stagesOf({ pipelines }: RuleSet): ReturnType<CrmReader['stages']> {
  return Object.values(pipelines).flatMap(({ id: pipeline, statuses }) =>
    statuses.map(({ id, label, category, probability, reasons }) => ({
      ...{ pipeline, id, label, outcome: category },
      ...(probability === undefined ? {} : { probability }),
      ...(reasons ? { reasons } : {}),
    })),
  )
}
