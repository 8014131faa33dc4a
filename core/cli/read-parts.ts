import { access } from 'node:fs/promises'
import type { Deployment } from '../deployment/index.js'
import { CrmErrors } from '../errors.js'
import type { LoadedRules } from '../intake/rule-shelf.js'
import type { Registry } from '../registry/index.js'
import type { RuleSet } from '../rule-engine/index.js'
import { openStore, type Store } from '../store/index.js'
import { tryParts } from './try-parts.js'

/** A deployment's plugins and rules, good in themselves, without a database. */
export interface Parts {
  readonly registry: Registry
  readonly loaded: LoadedRules
}

/**
 * Loads plugins and rules and checks them against each other.
 * @throws {CrmErrors} with every mistake of plugins and rule files.
 */
export async function readParts(deployment: Deployment): Promise<Parts> {
  const { registry, loaded, pluginErrors, ruleErrors } = await tryParts(deployment)
  const errors = [...pluginErrors, ...ruleErrors]
  if (errors.length > 0 || !loaded) throw new CrmErrors(errors)
  return { registry, loaded }
}

/** Opens the database as these plugins and rules need it, its tables as they are, for one piece of work. */
export async function withStore<T>(
  connection: string,
  { registry, loaded }: Parts,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { customFields } = loaded
  const store = await openStore({ connection, customFields, migrations: registry.migrations })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Whether there is a database to look at: a SQLite file is made by the first who opens it. */
export async function isDatabaseThere(connection: string): Promise<boolean> {
  if (connection === ':memory:' || /^[a-z]+:\/\//.test(connection)) return true
  return access(connection).then(
    () => true,
    () => false,
  )
}

/** How many rules decide: of scoring, transitions, routing and automations. */
export function countRules({ scoring, transitions, routing, automations }: RuleSet): number {
  return [...scoring, ...transitions, ...routing, ...automations].reduce((sum, { rules }) => sum + rules.length, 0)
}
