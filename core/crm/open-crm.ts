import { pino } from 'pino'
import { uuidv7 } from 'uuidv7'
import { type Deployment, loadPlugins, prepareDataFolder, readSecrets } from '../deployment/index.js'
import { CrmError } from '../errors.js'
import type { Engine, Log } from '../intake/engine.js'
import { createJournal } from '../intake/journal.js'
import { pluginSet } from '../intake/plugin-set.js'
import type { Plugin } from '../plugin-api/index.js'
import { buildRegistry } from '../registry/index.js'
import { openStore, type SchemaChange, type Store } from '../store/index.js'
import { actingContext } from './acting-context.js'
import type { Crm } from './crm.js'
import { createCrmWorkers } from './crm-workers.js'
import { firstRules, publishFirst } from './first-rules.js'
import { createRuleShelf } from './rule-shelf.js'

/** How a CRM is opened. */
export interface OpenOptions {
  /** Plugins handed over instead of those that the configuration names. */
  readonly plugins?: readonly Plugin[]
  /** Whether columns and tables are brought up to date: only in an empty database (the default), always, or never. */
  readonly migrate?: 'if-new' | 'always' | 'never'
  readonly now?: () => number
  readonly newId?: () => string
  readonly log?: Log
  /** Milliseconds after which no call to plugin code is waited for, whatever its kind. */
  readonly pluginLimitMs?: number
}

/**
 * Opens a deployment: plugins, rules, database, in this order, each refused with its reasons before the next is touched.
 * @throws {CrmError} or {CrmErrors}: PLUGIN_*, RULE_*, FILE_*, DATABASE_*, SCHEMA_PENDING.
 */
export async function openCrm(deployment: Deployment, options: OpenOptions = {}): Promise<Crm> {
  const { config } = deployment
  const log = options.log ?? standardLog()
  const now = options.now ?? Date.now
  const registry = buildRegistry(options.plugins ?? (await loadPlugins(deployment)), {
    now,
    ...(options.pluginLimitMs === undefined ? {} : { mostMs: options.pluginLimitMs }),
    onProblem: ({ plugin, where, message, switchedOff }) =>
      log('warn', 'A plugin failed.', { plugin, where, error: message, switchedOff }),
  })
  const first = await firstRules(deployment, registry)
  const { loaded } = first
  const secret = await readSecrets(deployment)
  await prepareDataFolder(deployment)
  const store = await openStore({
    connection: deployment.connection,
    customFields: loaded.customFields,
    migrations: registry.migrations,
  })
  try {
    await prepareSchema(store, options.migrate ?? 'if-new')
    const ruleShelf = await createRuleShelf({ deployment, registry, store, now, ...first })
    await publishFirst({ store, ruleShelf, now })
    await store.system.savePluginSet({ ...pluginSet(registry), at: now() })
    const engine: Engine = {
      store,
      registry,
      fields: loaded.fields,
      rules: () => ruleShelf.inForce().ruleSet,
      ruleShelf,
      journal: createJournal(store.journal),
      settings: {
        country: config.country,
        currency: config.currency,
        timeZone: config.timeZone,
        language: config.language,
        calendar: config.calendar,
        dedupe: config.dedupe,
        ruleEngine: config.ruleEngine,
        ...(config.tracking?.retentionDays === undefined ? {} : { visitRetentionDays: config.tracking.retentionDays }),
        allowHosts: config.allowHosts,
        publicUrl: (config.http.publicUrl ?? `http://localhost:${config.http.port}`).replace(/\/+$/, ''),
        dataFolder: deployment.dataFolder,
      },
      now,
      newId: options.newId ?? uuidv7,
      log,
      wake: (...kinds) => workers.wake(kinds),
      acting: (call) => actingContext(engine, call, config.allowHosts),
      secret,
    }
    const workers = createCrmWorkers(engine)
    return {
      ...engine,
      deployment,
      bootReport: () => registry.bootReport(),
      ruleProblems: ruleShelf.problems,
      reloadRules: ruleShelf.reload,
      async start() {
        await registry.start((plugin, signal) => engine.acting({ plugin, signal }))
        workers.start()
      },
      settle: () => workers.settle(),
      async stop() {
        await engine.journal.settle()
        await workers.stop()
        await registry.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function prepareSchema(store: Store, migrate: NonNullable<OpenOptions['migrate']>): Promise<void> {
  const changes = await store.schema.plan()
  if (changes.length === 0) return
  const isNew = changes.some(({ kind, table }) => kind === 'create-table' && table === 'lead')
  if (migrate === 'always' || (migrate === 'if-new' && isNew)) await store.schema.apply()
  else throw pending(changes)
}

function pending(changes: readonly SchemaChange[]): CrmError {
  const list = changes.map(({ description }) => description)
  return new CrmError('SCHEMA_PENDING', `The database lacks ${changes.length} change(s): ${list.slice(0, 5).join('; ')}.`, {
    details: { changes: list },
  })
}

function standardLog(): Log {
  const logger = pino({ level: process.env['SARNAKH_LOG'] ?? 'warn' }, pino.destination({ fd: 2, sync: true }))
  return (level, message, fields = {}) => logger[level](fields, message)
}
