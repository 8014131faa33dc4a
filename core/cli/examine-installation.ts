import { mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deployment } from '../deployment/index.js'
import { asError, type CrmError, ERROR_CODES, formatError } from '../errors.js'
import { textIn } from '../model/text/localized-text.js'
import { openStore, type Store } from '../store/index.js'
import type { CommandCall } from './cli-command.js'
import { errorsIn } from './output/print-failure.js'
import { countRules, isDatabaseThere } from './read-parts.js'
import { type TriedParts, tryParts } from './try-parts.js'
import { deploymentOf } from './with-crm.js'
import type { Language, Words } from './words/index.js'

/** One thing that was examined. */
export interface Finding {
  readonly check: string
  readonly ok: boolean
  readonly detail: string
}

/** Examines what an installation stands on, from the runtime to the database; a later part is left out where it needs an earlier one. */
export async function examine(call: CommandCall): Promise<readonly Finding[]> {
  const words = call.words.doctor
  const findings: Finding[] = [examineNode(words)]
  const deployment = await attempt('deployment', { findings, language: call.language }, () => deploymentOf(call))
  if (!deployment) return findings
  findings.push({ check: 'deployment', ok: true, detail: deployment.folder }, await examineScripts(deployment.folder, words))
  findings.push(...(await examineDataFolder(deployment.dataFolder, words)))
  const parts = await tryParts(deployment)
  findings.push(...pluginFindings(parts, words), ...ruleFindings(parts, call.words))
  const ofDatabase = await attempt('database', { findings, language: call.language }, () =>
    examineDatabase(deployment, { parts, words }),
  )
  return [...findings, ...(ofDatabase ?? [])]
}

interface Examining {
  readonly findings: Finding[]
  readonly language: Language
}

async function attempt<T>(check: string, { findings, language }: Examining, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    for (const error of errorsIn(thrown)) {
      findings.push({ check, ok: false, detail: `${formatError(error)} → ${textIn(ERROR_CODES[error.code].hint, language)}` })
    }
    return undefined
  }
}

function pluginFindings({ registry, pluginErrors }: TriedParts, words: Words['doctor']): readonly Finding[] {
  if (pluginErrors.length > 0) return pluginErrors.map((error) => wrong('plugins', error))
  return [{ check: 'plugins', ok: true, detail: words.pluginsOn(registry.plugins.length) }]
}

/** Names that a broken plugin would have given say nothing more than that it is broken. */
function ruleFindings({ loaded, ruleErrors }: TriedParts, words: Words): readonly Finding[] {
  const certain = ruleErrors.filter(({ details }) => details['perhapsBecauseOf'] === undefined)
  if (certain.length > 0) return certain.map((error) => wrong('rules', error))
  if (!loaded) return [{ check: 'rules', ok: false, detail: words.doctor.unknownNames(ruleErrors.length) }]
  const { files, digest } = loaded.ruleSet
  const counts = { files: files.length, rules: countRules(loaded.ruleSet), digest }
  return [{ check: 'rules', ok: true, detail: words.rules.checked(counts) }]
}

const wrong = (check: string, error: CrmError): Finding => ({ check, ok: false, detail: formatError(error) })

function examineNode({ nodeOld }: Words['doctor']): Finding {
  const version = process.versions.node
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return { check: 'node', ok, detail: ok ? version : nodeOld(version) }
}

/** npm builds or fetches sqlite3 only where the package that asks for it says so. */
async function examineScripts(folder: string, words: Words['doctor']): Promise<Finding> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return { check: 'scripts', ok: true, detail: words.scriptsOutside }
  const allowed = readJson(text)?.allowScripts?.['sqlite3'] === true
  return { check: 'scripts', ok: allowed, detail: allowed ? words.scriptsAllowed : words.scriptsMissing }
}

function readJson(text: string): { readonly allowScripts?: Readonly<Record<string, unknown>> } | undefined {
  try {
    return JSON.parse(text) as { readonly allowScripts?: Readonly<Record<string, unknown>> }
  } catch {
    return undefined
  }
}

const MOST_DRIFT_MS = 5_000

/** Writes a file and reads back when the disk says that was: a share on another machine with another clock shows here. */
async function examineDataFolder(folder: string, words: Words['doctor']): Promise<readonly Finding[]> {
  const file = join(folder, `.doctor-${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(file, '')
    const drift = Math.abs((await stat(file)).mtimeMs - Date.now())
    await unlink(file)
    const agrees = drift < MOST_DRIFT_MS
    return [
      { check: 'data', ok: true, detail: words.writable(folder) },
      { check: 'clock', ok: agrees, detail: agrees ? words.clockSame : words.clockDiffers(Math.round(drift / 1000)) },
    ]
  } catch (thrown) {
    return [{ check: 'data', ok: false, detail: asError(thrown).message }]
  }
}

interface DatabaseLook {
  readonly parts: TriedParts
  readonly words: Words['doctor']
}

/** Which columns belong there only good rules and plugins can say; without them the rest of the database is examined all the same. */
async function examineDatabase({ connection }: Deployment, { parts, words }: DatabaseLook): Promise<readonly Finding[]> {
  if (!(await isDatabaseThere(connection))) return [{ check: 'database', ok: true, detail: words.notYet }]
  const isKnown = parts.loaded !== undefined && parts.pluginErrors.length === 0
  const declared = isKnown ? { customFields: parts.loaded.customFields, migrations: parts.registry.migrations } : {}
  const store = await openStore({ connection, ...declared })
  try {
    const found = (await store.system.examine()).filter(({ check }) => check !== 'complete')
    return [...found, ...(isKnown ? [await examineSchema(store, words)] : []), ...(await examineClock(store, words))]
  } finally {
    await store.close()
  }
}

async function examineSchema({ schema }: Store, words: Words['doctor']): Promise<Finding> {
  const { length } = await schema.plan()
  return { check: 'schema', ok: length === 0, detail: length === 0 ? words.upToDate : words.pending(length) }
}

/** Says nothing where the tables are not there yet. */
async function examineClock({ journal }: Store, words: Words['doctor']): Promise<readonly Finding[]> {
  const sources = await journal.health().catch(() => [])
  const behind = Math.max(0, ...sources.map(({ lastAt }) => lastAt)) - Date.now()
  return behind > MOST_DRIFT_MS ? [{ check: 'clock', ok: false, detail: words.clockBehind(Math.round(behind / 1000)) }] : []
}
