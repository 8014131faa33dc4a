import type { EntityName } from '../model/entities/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { CrmReader, DefinitionKinds, PluginContext } from '../plugin-api/index.js'
import type { PluginCall } from './engine.js'
import { leadValidator } from './lead-validator.js'
import type { ReadingEngine } from './reading-engine.js'

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

/** What a plugin may read of the CRM. */
export function crmReader(engine: Pick<ReadingEngine, 'store' | 'rules' | 'fields'>): CrmReader {
  const { records } = engine.store
  return {
    lead: async (id) => (await records.get('lead', id)) as Lead | undefined,
    count: (entity: EntityName, where) => records.count(entity, where ? { where } : {}),
    aggregate: (query) => records.aggregate(query),
    userNames: async () => {
      const names = new Map<string, string>()
      for await (const users of records.each('user', { batch: 500 })) {
        for (const user of users) names.set(user.id, String(user['name']))
      }
      return names
    },
    statuses: () => engine.rules().lifecycle.statuses,
    leadProblems: (values) =>
      leadValidator(engine.fields.lead)(values).problems.map(({ field, message }) => ({ field, message })),
  }
}

function definition<K extends keyof DefinitionKinds>(engine: ReadingEngine, kind: K, id: string): DefinitionKinds[K] | undefined {
  const { forms, mappings } = engine.rules()
  const byKind: { readonly [D in keyof DefinitionKinds]: Readonly<Record<string, DefinitionKinds[D]>> } = {
    form: forms,
    mapping: mappings,
  }
  const definitions = byKind[kind]
  return Object.hasOwn(definitions, id) ? definitions[id] : undefined
}
