import { CrmError } from '../errors.js'
import { PLUGIN_API_VERSION, type Plugin } from '../plugin-api/index.js'

/** Refuses a plugin that was written for another major, or for a later minor, of the plugin API. */
export function checkApiVersion({ name, api }: Pick<Plugin, 'name' | 'api'>): readonly CrmError[] {
  if (api === undefined || api.split('||').some((range) => isMet(range.trim()))) return []
  const message = `Plugin "${name}" was written for plugin API ${api}; this is ${PLUGIN_API_VERSION}.`
  return [new CrmError('PLUGIN_API_VERSION', message, { details: { plugin: name, wanted: api, version: PLUGIN_API_VERSION } })]
}

const RANGE = /^\^?(?<major>\d+)(?:\.(?<minor>\d+|x)(?:\.(?:\d+|x))?)?$/

function isMet(range: string): boolean {
  const { major, minor = 'x' } = RANGE.exec(range)?.groups ?? {}
  const [ourMajor = 0, ourMinor = 0] = PLUGIN_API_VERSION.split('.').map(Number)
  return Number(major) === ourMajor && (minor === 'x' || Number(minor) <= ourMinor)
}
