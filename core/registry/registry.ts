import type { ErrorCode } from '../errors.js'
import type { EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type {
  ActingContext,
  Action,
  AdminPage,
  AssignmentFilter,
  AssignmentRank,
  AssignmentStrategy,
  Awaitable,
  Configured,
  Fact,
  HookBus,
  Job,
  LeadSource,
  Migration,
  Operator,
  PersonalData,
  ReportType,
  ScoringModel,
  Text,
} from '../plugin-api/index.js'

/** All that the loaded plugins give, in one place, and the one guarded way to their code. */
export interface Registry extends Contributions {
  /** How each plugin is doing now, in the order in which they count. */
  readonly plugins: readonly PluginStatus[]
  readonly hooks: HookBus
  /**
   * Runs plugin code: within its time limit, with its failures wrapped, counted and reported.
   * @throws {CrmError} PLUGIN_FAILED, PLUGIN_TIMED_OUT, or PLUGIN_SWITCHED_OFF without calling it.
   * @example registry.call({ plugin, where: 'action "notify"' }, (signal) => action.perform(request, contextFor(plugin, signal)))
   */
  call<T>(request: PluginCall, run: (signal: AbortSignal) => Awaitable<T>): Promise<T>
  /** Forgets a plugin's failures and calls it again; one whose start had failed is started anew. */
  switchOn(name: string): Promise<PluginStatus>
  switchOff(name: string, reason: string): PluginStatus
  bootReport(): BootReport
  /** Starts the plugins in order. One that fails to start is off, and so are those that depend on it; the others run. */
  start(contextFor: (plugin: string, signal: AbortSignal) => ActingContext): Promise<void>
  /** Stops what was started, the last one first. */
  stop(): Promise<void>
  /** The same plugins behind a guard of their own: what fails there is counted nowhere and switches nothing off here. */
  rehearsal(): Registry
}

/** What plugins give, by id; every id has one giver. */
export interface Contributions {
  readonly leadSources: ReadonlyMap<string, Registered<LeadSource>>
  readonly scoringModels: ReadonlyMap<string, Registered<ScoringModel>>
  readonly assignmentStrategies: ReadonlyMap<string, Registered<AssignmentStrategy>>
  readonly assignmentFilters: ReadonlyMap<string, Registered<AssignmentFilter>>
  readonly assignmentRanks: ReadonlyMap<string, Registered<AssignmentRank>>
  readonly reportTypes: ReadonlyMap<string, Registered<ReportType>>
  readonly actions: ReadonlyMap<string, Registered<Action>>
  readonly facts: ReadonlyMap<string, Registered<Fact>>
  readonly operators: ReadonlyMap<string, Registered<Operator>>
  readonly jobs: ReadonlyMap<string, Registered<Job>>
  readonly adminPages: ReadonlyMap<string, Registered<AdminPage>>
  readonly personalData: ReadonlyMap<string, Registered<PersonalData>>
  /** Fields that plugins add, by entity. */
  readonly fields: { readonly [E in EntityName]?: Fields }
  readonly migrations: readonly { readonly plugin: string; readonly migration: Migration }[]
}

export interface Registered<T> {
  readonly id: string
  /** Who gives it. */
  readonly plugin: string
  readonly value: T
}

export interface PluginCall {
  readonly plugin: string
  /** The contribution in words, for messages: `hook "lead:assign"`, `report type "workload"`. */
  readonly where: string
  /** Milliseconds this call may take; the registry's own limit otherwise. */
  readonly limitMs?: number
}

export interface PluginStatus {
  readonly name: string
  readonly label: Text
  readonly version?: string
  readonly dependsOn: readonly string[]
  /** Ids by kind, for example `{ actions: ['notify'] }`. */
  readonly contributions: Readonly<Record<string, readonly string[]>>
  /** Its options and what they are here, where it takes any. */
  readonly configured?: Configured
  readonly state: 'on' | 'off'
  readonly offReason?: string
  /** How often it failed since it was loaded or switched on. */
  readonly failures: number
  readonly lastFailure?: PluginFailure
}

export interface PluginFailure {
  readonly at: number
  readonly where: string
  readonly message: string
}

/** A failure of a plugin, for the log and for the page that shows it. */
export interface PluginProblem extends PluginFailure {
  readonly plugin: string
  readonly code: ErrorCode
  /** Whether the plugin is off now: by this failure or since an earlier one. */
  readonly switchedOff: boolean
  readonly cause?: unknown
}

/** What was loaded, in which order, and what is off and why. */
export interface BootReport {
  readonly apiVersion: string
  readonly plugins: readonly PluginStatus[]
}

export interface RegistryOptions {
  /** Milliseconds that a call to plugin code may take: 5000. */
  readonly limitMs?: number
  /** Milliseconds that no call may go beyond, whatever it asks for. */
  readonly mostMs?: number
  /** Failures within the window after which a plugin is switched off: 3. */
  readonly strikes?: number
  /** Milliseconds: 60000. */
  readonly strikeWindowMs?: number
  /** Milliseconds UTC. */
  now?(): number
  onProblem?(problem: PluginProblem): void
}
