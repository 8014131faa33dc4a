import type { EntityName } from '../model/entities/index.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import type { Action } from './action.js'
import type { AdminPage } from './admin-page.js'
import type { AssignmentFilter, AssignmentRank } from './assignment-parts.js'
import type { AssignmentStrategy } from './assignment-strategy.js'
import type { Awaitable } from './awaitable.js'
import type { ActingContext } from './context.js'
import type { Fact } from './fact.js'
import type { HookHandlers, HookKind } from './hooks.js'
import type { Job } from './job.js'
import type { LeadSource } from './lead-source.js'
import type { Migration } from './migration.js'
import type { Operator } from './operator.js'
import type { PersonalData } from './personal-data.js'
import type { ReportType } from './report-type.js'
import type { ScoringModel } from './scoring-model.js'

/** The version of this API. A plugin says in `api` which majors it was written for. */
export const PLUGIN_API_VERSION = '1.0'

/** Contributions by id: a plugin cannot give an id twice, and across plugins the registry refuses it and names both. */
export type Named<T> = Readonly<Record<string, T>>

/** What a plugin adds to the CRM. Everything but the name is optional. */
export interface Plugin<S extends Named<LeadSource> = Named<LeadSource>, R extends Named<ReportType> = Named<ReportType>> {
  /** Kebab-case, `<kind>-<name>`, for example `assign-round-robin`. */
  readonly name: string
  readonly label?: Text
  readonly version?: string
  /** Majors of the plugin API it works with, for example `^1`; without it, the current one. */
  readonly api?: string
  /** Plugins that must be loaded before this one. */
  readonly dependsOn?: readonly string[]
  readonly leadSources?: S
  readonly reportTypes?: R
  readonly scoringModels?: Named<ScoringModel>
  readonly assignmentStrategies?: Named<AssignmentStrategy>
  /** Parts from which a routing rule composes a strategy of its own; a whole strategy can pick at its end. */
  readonly assignmentFilters?: Named<AssignmentFilter>
  readonly assignmentRanks?: Named<AssignmentRank>
  readonly actions?: Named<Action>
  readonly facts?: Named<Fact>
  readonly operators?: Named<Operator>
  /** Fields added to entities; they become columns. */
  readonly fields?: { readonly [E in EntityName]?: Fields }
  readonly hooks?: HookHandlers
  /** Hooks that this plugin calls itself, with their kinds. */
  readonly declares?: Named<HookKind>
  readonly jobs?: Named<Job>
  readonly adminPages?: Named<AdminPage>
  readonly migrations?: readonly Migration[]
  /** Data of people that it keeps outside the entities: export and erasure of a person reach it through this. */
  readonly personalData?: Named<PersonalData>
  /** What it was created with, where it takes options; written down when they are checked, so that people can see it. */
  readonly configured?: Configured
  start?(context: ActingContext): Awaitable<void>
  stop?(): Awaitable<void>
}

/** The options of a plugin: what it declares, and what they are here; a secret's value is never among them. */
export interface Configured {
  readonly declared: Fields
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * Declares a plugin.
 * @example
 * export const assignFirst = definePlugin({ name: 'assign-first', assignmentStrategies: { first } })
 */
export const definePlugin = <const S extends Named<LeadSource> = {}, const R extends Named<ReportType> = {}>(
  plugin: Plugin<S, R>,
): Plugin<S, R> => Object.freeze({ ...plugin, [PLUGIN]: true })

/** A plugin that takes options: declared once, they give the type, the check at start, the form and the docs. */
export interface ConfigurablePlugin<F extends Fields = Fields> {
  readonly name: string
  readonly label?: Text
  readonly options: F
  create(options: ValuesOf<F>): Plugin
}

/**
 * Declares a plugin with options.
 * @example
 * export const slaFirstResponse = defineConfigurablePlugin({
 *   name: 'sla-first-response',
 *   options: { minutes: { type: 'integer', default: 30, min: 1 } },
 *   create: ({ minutes }) => definePlugin({ name: 'sla-first-response', jobs: { breach: breachAfter(minutes) } }),
 * })
 */
export const defineConfigurablePlugin = <const F extends Fields>(plugin: ConfigurablePlugin<F>): ConfigurablePlugin<F> =>
  Object.freeze({ ...plugin, [PLUGIN]: true })

const PLUGIN: unique symbol = Symbol.for('sarnakh.plugin') as never

/** Whether a value came out of `definePlugin` or `defineConfigurablePlugin`, of whichever copy of this package. */
export function isPlugin(value: unknown): value is Plugin | ConfigurablePlugin {
  return typeof value === 'object' && value !== null && Symbol.for('sarnakh.plugin') in value
}

export function isConfigurable(plugin: Plugin | ConfigurablePlugin): plugin is ConfigurablePlugin {
  return 'create' in plugin && 'options' in plugin
}
