import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asError, CrmError } from '../errors.js'
import type { Deployment } from './deployment.js'
import { parsePositioned } from './positioned-json.js'

/** Gives a secret by its name; undefined when nobody set it. */
export type Secrets = (name: string) => string | undefined

/** What reading the secrets of a deployment may use and tell. */
export interface SecretsOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Told when others on this machine can read the file. */
  onWarning?(message: string): void
}

const FILE = 'secrets.json'

/**
 * Reads the secrets of a deployment: `SARNAKH_SECRET_<NAME>` of the environment first, then its `secrets.json`.
 * @throws {CrmError} CONFIG_SYNTAX, CONFIG_INVALID, CONFIG_UNREADABLE.
 * @example (await readSecrets(deployment))('meta-signature') // what SARNAKH_SECRET_META_SIGNATURE holds
 */
export async function readSecrets(
  { folder }: Pick<Deployment, 'folder'>,
  { env = process.env, onWarning }: SecretsOptions = {},
): Promise<Secrets> {
  const file = join(folder, FILE)
  const inFile = await readFileSecrets(file)
  if (inFile.size > 0 && (await isReadableByOthers(file))) {
    onWarning?.(`${file} can be read by others on this machine; run \`chmod 600\` on it.`)
  }
  return (name) => env[`SARNAKH_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`] || inFile.get(name)
}

async function readFileSecrets(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if ((asError(cause) as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CrmError('CONFIG_UNREADABLE', `The secrets cannot be read: ${asError(cause).message}.`, {
      cause,
      details: { file },
    })
  })
  if (text === undefined) return new Map()
  const { value, placeOf } = parsePositioned(text, file)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CrmError('CONFIG_INVALID', 'Secrets are one object of names and texts.', { details: placeOf([]) })
  }
  const wrong = Object.entries(value).find(([, secret]) => typeof secret !== 'string')
  if (!wrong) return new Map(Object.entries(value))
  throw new CrmError('CONFIG_INVALID', `The secret "${wrong[0]}" must be a text in quotes.`, { details: placeOf([wrong[0]]) })
}

/** Windows keeps rights elsewhere, and its mode bits say nothing. */
async function isReadableByOthers(file: string): Promise<boolean> {
  return process.platform !== 'win32' && ((await stat(file)).mode & 0o044) !== 0
}
