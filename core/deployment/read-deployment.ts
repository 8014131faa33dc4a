import { stat } from 'node:fs/promises'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { CrmError, CrmErrors } from '../errors.js'
import { packageRoot } from '../package-root.js'
import type { Deployment, DeploymentConfig } from './deployment.js'
import { CONFIG_FILE, readConfig, readConfigFile } from './read-config.js'

/** Which deployment, and what this run of it uses in place of what it says itself. */
export interface DeploymentRequest {
  readonly folder: string
  /** Where SQLite and captured mails live: `data/` of the deployment without it. */
  readonly data?: string
  /** `postgres://…` or the path of a SQLite file; before `SARNAKH_DATABASE` and the configuration. */
  readonly database?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * Reads a deployment: its configuration, its layers of rules, where its data lies. Nothing is created.
 * @throws {CrmError} DEPLOYMENT_NOT_FOUND, CONFIG_UNREADABLE, CONFIG_SYNTAX, DATABASE_CONNECTION_INVALID.
 * @throws {CrmErrors} CONFIG_INVALID, DEPLOYMENT_LAYER_MISSING, each with line and column.
 * @example await readDeployment({ folder: 'examples/education', data: '/tmp/trial' })
 */
export async function readDeployment({ folder, data, database, env = process.env }: DeploymentRequest): Promise<Deployment> {
  const root = resolve(folder)
  const config = await readConfig(root)
  const dataFolder = resolve(data ?? join(root, 'data'))
  return {
    folder: root,
    dataFolder,
    config,
    connection: connectionOf({ given: database, env, config, root }) ?? join(dataFolder, 'sarnakh.sqlite'),
    layers: await layersOf(root, config),
  }
}

interface ConnectionRequest {
  readonly given: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly config: DeploymentConfig
  readonly root: string
}

function connectionOf({ given, env, config, root }: ConnectionRequest): string | undefined {
  const byHand = given ?? (env['SARNAKH_DATABASE'] || undefined)
  if (byHand !== undefined) return asConnection(byHand, process.cwd())
  return config.database === undefined ? undefined : asConnection(config.database, root)
}

function asConnection(connection: string, folder: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(connection)) return checkedUrl(connection)
  return connection === ':memory:' || isAbsolute(connection) ? connection : resolve(folder, connection)
}

/** Its text may hold a password, so no message repeats it. */
function checkedUrl(connection: string): string {
  const scheme = connection.slice(0, connection.indexOf(':'))
  if (scheme !== 'postgres' && scheme !== 'postgresql')
    throw new CrmError('DATABASE_CONNECTION_INVALID', `There is no kind of database "${scheme}".`)
  if (!URL.canParse(connection)) throw new CrmError('DATABASE_CONNECTION_INVALID', `After "${scheme}://" stands no address.`)
  return connection
}

type Layers = Deployment['layers']

async function layersOf(root: string, config: DeploymentConfig): Promise<Layers> {
  const below = await Promise.all(config.extends.map((name) => layerBelow(root, name)))
  const missing = config.extends.flatMap((name, index) => (below[index] ? [] : [{ name, index }]))
  if (missing.length > 0) throw await missingLayers(root, missing)
  const own = join(root, 'rules')
  const ownLayer = (await isFolder(own)) ? [{ name: config.id, folder: own }] : []
  return [...below.filter((layer) => layer !== undefined), ...ownLayer]
}

/** A layer is named by its folder: of a whole deployment or pack, of which `rules/` counts, or of the rule files themselves. */
async function layerBelow(root: string, name: string): Promise<Layers[number] | undefined> {
  if (name === 'base') return { name, folder: join(packageRoot(), 'rules') }
  const folder = resolve(root, name)
  if (await isFolder(join(folder, 'rules'))) return { name: basename(folder), folder: join(folder, 'rules') }
  return (await isFolder(folder)) ? { name: basename(folder), folder } : undefined
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

async function missingLayers(root: string, missing: readonly { name: string; index: number }[]): Promise<CrmErrors> {
  const json = await readConfigFile(root)
  return new CrmErrors(
    missing.map(
      ({ name, index }) =>
        new CrmError('DEPLOYMENT_LAYER_MISSING', `${CONFIG_FILE} extends "${name}", but there is no such folder.`, {
          details: { ...json.placeOf(['extends', index]), field: 'extends' },
        }),
    ),
  )
}
