import { examineRules } from '../crm/load-rules.js'
import { type Deployment, tryPlugins } from '../deployment/index.js'
import { CrmError, CrmErrors, type ErrorCode } from '../errors.js'
import type { LoadedRules } from '../intake/rule-shelf.js'
import type { Plugin } from '../plugin-api/index.js'
import { buildRegistry, type Registry } from '../registry/index.js'
import { isWarning } from '../rule-engine/index.js'

/** What of a deployment's plugins and rules is good, and everything that is not. */
export interface TriedParts {
  /** Holds the good plugins only, when there are others. */
  readonly registry: Registry
  readonly loaded?: LoadedRules
  readonly pluginErrors: readonly CrmError[]
  /** Those that may only follow from a plugin that is missing name it in `details.perhapsBecauseOf`. */
  readonly ruleErrors: readonly CrmError[]
  /** What should be looked at, and keeps nothing from working. */
  readonly ruleWarnings: readonly CrmError[]
}

/**
 * Loads plugins and rules as far as they are good: a broken plugin does not keep the mistakes of the rules unseen.
 * With an instant, rules are also looked at for what was hardly meant.
 */
export async function tryParts(deployment: Deployment, { lintAt }: { readonly lintAt?: number } = {}): Promise<TriedParts> {
  const tried = await tryPlugins(deployment)
  const { registry, errors } = tryRegistry(tried.plugins)
  const missing = pluginsIn(tried.errors)
  const pluginErrors = [...tried.errors, ...errors.map((error) => traced(error, missing))]
  const rules = await examineRules({ layers: deployment.layers, registry, lintAt })
  const broken = pluginsIn(pluginErrors)
  return {
    registry,
    pluginErrors,
    ruleErrors: rules.mistakes.filter((mistake) => !isWarning(mistake)).map((error) => traced(error, broken)),
    ruleWarnings: rules.mistakes.filter(isWarning),
    ...(rules.loaded ? { loaded: rules.loaded } : {}),
  }
}

/** Without the plugins that a mistake names, until the others fit together; what follows from their absence is no mistake. */
function tryRegistry(plugins: readonly Plugin[]): { readonly registry: Registry; readonly errors: readonly CrmError[] } {
  try {
    return { registry: buildRegistry(plugins), errors: [] }
  } catch (thrown) {
    const errors = mistakesIn(thrown)
    const named = new Set(pluginsIn(errors))
    const others = plugins.filter(({ name }) => !named.has(name))
    return { registry: tryRegistry(others.length < plugins.length ? others : []).registry, errors }
  }
}

function mistakesIn(thrown: unknown): readonly CrmError[] {
  if (thrown instanceof CrmErrors) return thrown.errors
  if (thrown instanceof CrmError) return [thrown]
  throw thrown
}

function pluginsIn(errors: readonly CrmError[]): readonly string[] {
  const named = errors.flatMap(({ details: { plugin, plugins } }) => (Array.isArray(plugins) ? plugins : [plugin]))
  return [...new Set(named)].filter((name) => typeof name === 'string')
}

/** Mistakes that a missing plugin brings about: it would have given the name. */
const NAMES_OF_PLUGINS: ReadonlySet<ErrorCode> = new Set([
  'PLUGIN_MISSING_DEPENDENCY',
  'RULE_ACTION_UNKNOWN',
  'RULE_FACT_UNKNOWN',
  'RULE_FIELD_UNKNOWN',
  'RULE_OPERATOR_UNKNOWN',
  'RULE_SCORE_UNKNOWN',
  'RULE_SOURCE_UNKNOWN',
  'RULE_STRATEGY_UNKNOWN',
])

/** Whether a mistake could go away with a plugin that is missing. */
export const mayComeFromPlugin = ({ code }: CrmError): boolean => NAMES_OF_PLUGINS.has(code)

function traced(error: CrmError, missing: readonly string[]): CrmError {
  if (missing.length === 0 || !mayComeFromPlugin(error)) return error
  const details = { ...error.details, perhapsBecauseOf: missing }
  return new CrmError(error.code, error.message, { cause: error.cause, details })
}
