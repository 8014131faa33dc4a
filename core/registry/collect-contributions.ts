import { CrmError } from '../errors.js'
import { CORE_FACT_NAMES } from '../model/core-fact-names.js'
import { CORE_OPERATOR_NAMES } from '../model/core-operator-names.js'
import { coreEntities, type EntityName } from '../model/entities/index.js'
import type { FieldDeclaration, Fields } from '../model/fields.js'
import type { Named, Plugin } from '../plugin-api/index.js'
import { CONTRIBUTION_KINDS } from './contribution-kinds.js'
import type { Contributions, Registered } from './registry.js'

/** Brings together what all plugins give, and says where two give the same. */
export function collectContributions(plugins: readonly Plugin[]): {
  readonly given: Contributions
  readonly errors: readonly CrmError[]
} {
  const errors: CrmError[] = []
  const { leadSources, scoringModels, assignmentStrategies, reportTypes, actions, facts, operators, jobs, adminPages } =
    CONTRIBUTION_KINDS

  function collect<T>(word: string, pick: (plugin: Plugin) => Named<T> | undefined): ReadonlyMap<string, Registered<T>> {
    const collected = new Map<string, Registered<T>>()
    for (const plugin of plugins) {
      for (const [id, value] of Object.entries(pick(plugin) ?? {})) {
        const first = collected.get(id)
        if (first) errors.push(duplicate(`${word} "${id}"`, [first.plugin, plugin.name]))
        else collected.set(id, Object.freeze({ id, plugin: plugin.name, value }))
      }
    }
    return collected
  }

  function collectFields(): Contributions['fields'] {
    const names = Object.keys(coreEntities) as EntityName[]
    const byEntity = names.map((entity) => {
      const added = collect<FieldDeclaration>(`field of ${entity}`, (plugin) => plugin.fields?.[entity])
      for (const [field, { plugin }] of added) {
        if (Object.hasOwn(coreEntities[entity].fields, field))
          errors.push(duplicate(`field of ${entity} "${field}"`, ['the core', plugin]))
      }
      return [entity, fieldsOf(added)] as const
    })
    return Object.fromEntries(byEntity.filter(([, fields]) => Object.keys(fields).length > 0))
  }

  /** What rules ask by name means the same everywhere: conditions would ask the plugin, and databases or decisions the core. */
  function collectBesideCore<T>(
    word: string,
    pick: (plugin: Plugin) => Named<T> | undefined,
    coreNames: readonly string[],
  ): ReadonlyMap<string, Registered<T>> {
    const added = collect(word, pick)
    for (const name of coreNames) {
      const first = added.get(name)
      if (first) errors.push(duplicate(`${word} "${name}"`, ['the core', first.plugin]))
    }
    return added
  }

  const given: Contributions = {
    leadSources: collect(leadSources.word, (plugin) => plugin.leadSources),
    scoringModels: collect(scoringModels.word, (plugin) => plugin.scoringModels),
    assignmentStrategies: collect(assignmentStrategies.word, (plugin) => plugin.assignmentStrategies),
    assignmentFilters: collect(CONTRIBUTION_KINDS.assignmentFilters.word, (plugin) => plugin.assignmentFilters),
    assignmentRanks: collect(CONTRIBUTION_KINDS.assignmentRanks.word, (plugin) => plugin.assignmentRanks),
    reportTypes: collect(reportTypes.word, (plugin) => plugin.reportTypes),
    actions: collect(actions.word, (plugin) => plugin.actions),
    facts: collectBesideCore(facts.word, (plugin) => plugin.facts, CORE_FACT_NAMES),
    operators: collectBesideCore(operators.word, (plugin) => plugin.operators, CORE_OPERATOR_NAMES),
    jobs: collect(jobs.word, (plugin) => plugin.jobs),
    adminPages: collect(adminPages.word, (plugin) => plugin.adminPages),
    personalData: collect(CONTRIBUTION_KINDS.personalData.word, (plugin) => plugin.personalData),
    fields: collectFields(),
    migrations: plugins.flatMap(({ name, migrations = [] }) => migrations.map((migration) => ({ plugin: name, migration }))),
  }
  return { given, errors }
}

function fieldsOf(added: ReadonlyMap<string, Registered<FieldDeclaration>>): Fields {
  return Object.fromEntries([...added].map(([field, { value }]) => [field, value]))
}

function duplicate(what: string, givers: readonly [string, string]): CrmError {
  const [first, second] = givers.map((giver) => (giver === 'the core' ? giver : `plugin "${giver}"`))
  return new CrmError('PLUGIN_CONTRIBUTION_DUPLICATE', `The ${what} is given twice: by ${first} and by ${second}.`, {
    details: { plugins: givers },
  })
}
