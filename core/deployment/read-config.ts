import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asError, CrmError, CrmErrors } from '../errors.js'
import { isTimeZone } from '../model/calendar/format-instant.js'
import { DEFAULT_DEDUPE, type DedupePolicy } from '../model/dedupe-policy.js'
import type { LocalizedText, Text } from '../model/text/localized-text.js'
import { compileSchema, type ValidationProblem } from '../model/validate.js'
import { configSchema } from './config-schema.js'
import type { DeploymentConfig } from './deployment.js'
import { type PositionedJson, parsePositioned } from './positioned-json.js'

/** The file that makes a folder a deployment. */
export const CONFIG_FILE = 'sarnakh.json'

/**
 * Reads, checks and completes the configuration of a deployment.
 * @throws {CrmError} DEPLOYMENT_NOT_FOUND, CONFIG_UNREADABLE, CONFIG_SYNTAX.
 * @throws {CrmErrors} CONFIG_INVALID, one for each mistake, with line and column.
 */
export async function readConfig(folder: string): Promise<DeploymentConfig> {
  const json = await readConfigFile(folder)
  const mistakes = compileSchema(configSchema)(json.value).map((problem) => mistake(json, problem))
  if (mistakes.length > 0) throw new CrmErrors(mistakes)
  const config = withDefaults(json.value as GivenConfig)
  const wrong = [timeZoneMistake(json, config), passwordMistake(json, config)].filter((found) => found !== undefined)
  if (wrong.length > 0) throw new CrmErrors(wrong)
  return config
}

/** The configuration of a deployment that says nothing but its name. */
export function defaultConfig(id: string): DeploymentConfig {
  return withDefaults({ id })
}

/** The configuration as it stands in the file, with positions, for messages about parts of it that turn out wrong later. */
export async function readConfigFile(folder: string): Promise<PositionedJson> {
  const file = join(folder, CONFIG_FILE)
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, { folder, cause })
  })
  return parsePositioned(text, file)
}

function unreadable(file: string, { folder, cause }: { folder: string; cause: unknown }): CrmError {
  const { code, message } = asError(cause) as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CrmError('DEPLOYMENT_NOT_FOUND', `There is no ${CONFIG_FILE} in ${folder}, so it is no deployment.`, { cause })
  }
  return new CrmError('CONFIG_UNREADABLE', `The configuration cannot be read: ${message}.`, { cause, details: { file } })
}

type GivenConfig = Omit<Partial<DeploymentConfig>, 'title' | 'dedupe' | 'http' | 'rules'> & {
  readonly id: string
  readonly $schema?: string
  readonly title?: Text
  readonly dedupe?: Partial<DedupePolicy>
  readonly http?: Partial<DeploymentConfig['http']>
  readonly rules?: Partial<DeploymentConfig['rules']>
}

function withDefaults({ $schema: _, title, dedupe, http, rules, ...given }: GivenConfig): DeploymentConfig {
  return {
    language: 'en',
    calendar: 'gregorian',
    timeZone: 'UTC',
    country: 'IR',
    currency: 'IRR',
    extends: ['base'],
    plugins: ['built-in'],
    ruleEngine: 'compiled',
    allowHosts: [],
    demo: false,
    ...given,
    title: localized(title ?? given.id),
    dedupe: { ...DEFAULT_DEDUPE, ...dedupe },
    rules: { from: 'files', ...rules },
    http: { port: 3000, host: '127.0.0.1', trustedProxies: 0, ...http },
  }
}

const localized = (text: Text): LocalizedText => (typeof text === 'string' ? { en: text } : text)

function mistake(json: PositionedJson, { path, keyword, message }: ValidationProblem): CrmError {
  const names = path.split('/').slice(1).map(unescaped)
  const pointing = keyword === 'additionalProperties' ? 'key' : 'value'
  const field = names.join('.')
  return new CrmError('CONFIG_INVALID', `${field === '' ? '' : `"${field}": `}${message.en}`, {
    details: { ...json.placeOf(names.map(asIndex), pointing), field },
  })
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')
const asIndex = (name: string): string | number => (/^\d+$/.test(name) ? Number(name) : name)

function timeZoneMistake(json: PositionedJson, { timeZone }: DeploymentConfig): CrmError | undefined {
  if (isTimeZone(timeZone)) return undefined
  return invalid(json, 'timeZone', `There is no time zone "${timeZone}"; write one such as "Asia/Tehran".`)
}

/** A configuration is committed and copied; whatever stands in it is no secret any more. */
function passwordMistake(json: PositionedJson, { database }: DeploymentConfig): CrmError | undefined {
  if (database === undefined || !URL.canParse(database) || new URL(database).password === '') return undefined
  return invalid(
    json,
    'database',
    'A password does not belong here; give it in the environment as PGPASSWORD or SARNAKH_DATABASE.',
  )
}

function invalid(json: PositionedJson, field: string, message: string): CrmError {
  return new CrmError('CONFIG_INVALID', `"${field}": ${message}`, { details: { ...json.placeOf([field]), field } })
}
