import { coreEntities, type EntityName } from '../../core/model/entities/index.js'
import type { Fields } from '../../core/model/fields.js'
import { type ConfigurablePlugin, isConfigurable, type Plugin } from '../../core/plugin-api/index.js'
import { coreFacts, coreOperators, customFieldsIn, type SourceFile, type Vocabulary } from '../../core/rule-engine/index.js'
import { actionAssign } from '../../plugins/action-assign/index.js'
import { actionCallWebhook } from '../../plugins/action-call-webhook/index.js'
import { actionCreateTask } from '../../plugins/action-create-task/index.js'
import { actionLogActivity } from '../../plugins/action-log-activity/index.js'
import { actionNotify } from '../../plugins/action-notify/index.js'
import { actionSales } from '../../plugins/action-sales/index.js'
import { actionSegment } from '../../plugins/action-segment/index.js'
import { actionSendMail } from '../../plugins/action-send-mail/index.js'
import { actionSequence } from '../../plugins/action-sequence/index.js'
import { actionSetField } from '../../plugins/action-set-field/index.js'
import { assignLeastBusy } from '../../plugins/assign-least-busy/index.js'
import { assignRoundRobin } from '../../plugins/assign-round-robin/index.js'
import { assignSkill } from '../../plugins/assign-skill/index.js'
import { assignStickyOwner } from '../../plugins/assign-sticky-owner/index.js'
import { assignTerritory } from '../../plugins/assign-territory/index.js'
import { assignWeighted } from '../../plugins/assign-weighted/index.js'
import { assignWorkingHours } from '../../plugins/assign-working-hours/index.js'
import { scoringPoints } from '../../plugins/scoring-points/index.js'

/** The plugins that the base rules need. */
export const basePlugins: readonly Plugin[] = [
  scoringPoints,
  assignRoundRobin,
  assignLeastBusy,
  assignWeighted,
  assignTerritory,
  assignSkill,
  assignStickyOwner,
  assignWorkingHours,
  actionAssign,
  actionCreateTask,
  actionNotify,
  actionSetField,
  actionCallWebhook,
  actionSendMail,
  actionSequence,
  actionSales,
  actionSegment,
  actionLogActivity,
].map(withDefaults)

/** What rules may speak of when these plugins and the fields of these files are loaded. */
export function vocabularyFor(files: readonly SourceFile[], plugins: readonly Plugin[] = basePlugins): Vocabulary {
  return vocabularyWith(customFieldsIn(files), plugins)
}

/** The same with fields that were collected already. */
export function vocabularyWith(custom: ReturnType<typeof customFieldsIn>, plugins: readonly Plugin[] = basePlugins): Vocabulary {
  const entities = Object.keys(coreEntities) as EntityName[]
  return {
    facts: { ...coreFacts, ...merged(plugins, ({ facts }) => facts) },
    operators: { ...coreOperators, ...merged(plugins, ({ operators }) => operators) },
    actions: merged(plugins, ({ actions }) => actions),
    strategies: merged(plugins, ({ assignmentStrategies }) => assignmentStrategies),
    filters: merged(plugins, ({ assignmentFilters }) => assignmentFilters),
    ranks: merged(plugins, ({ assignmentRanks }) => assignmentRanks),
    scoringModels: merged(plugins, ({ scoringModels }) => scoringModels),
    leadSources: ['api', 'csv', 'web-form', 'webhook'],
    fields: Object.fromEntries(
      entities.map((entity) => [entity, { ...coreEntities[entity].fields, ...custom[entity] }]),
    ) as unknown as Record<EntityName, Fields>,
  }
}

function withDefaults(plugin: Plugin | ConfigurablePlugin): Plugin {
  if (!isConfigurable(plugin)) return plugin
  const defaults = Object.entries(plugin.options).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value]],
  )
  return plugin.create(Object.fromEntries(defaults))
}

function merged<T>(
  plugins: readonly Plugin[],
  pick: (plugin: Plugin) => Readonly<Record<string, T>> | undefined,
): Record<string, T> {
  return Object.assign({}, ...plugins.map((plugin) => pick(plugin) ?? {}))
}
