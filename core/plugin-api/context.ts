import type { Conditions } from '../model/conditions.js'
import type { EntityName } from '../model/entities/index.js'
import type { Lead } from '../model/entities/lead.js'
import type { FormDefinition } from '../model/form.js'
import type { MappingDefinition } from '../model/mapping.js'
import type { Text } from '../model/text/localized-text.js'
import type { FieldProblem, Refusal } from './awaitable.js'

/** One figure per group: how many records, or a sum, mean, least or greatest over one of their fields. */
export type Measure = { readonly where?: Conditions } & (
  | { readonly count: true }
  | { readonly sum: string }
  | { readonly average: string }
  | { readonly min: string }
  | { readonly max: string }
)

/** What to count and how to group it; answered by the database, however many records there are. */
export interface AggregateQuery {
  readonly entity: EntityName
  /** Fields of the entity; a group where one is missing has it absent. */
  readonly groupBy: readonly string[]
  readonly measures: Readonly<Record<string, Measure>>
  readonly where?: Conditions
}

export type AggregateRow = Readonly<Record<string, string | number | boolean | undefined>>

/** What a plugin may read of the CRM. */
export interface CrmReader {
  lead(id: string): Promise<Lead | undefined>
  count(entity: EntityName, where?: Conditions): Promise<number>
  aggregate(query: AggregateQuery): Promise<readonly AggregateRow[]>
  /** Users by id, for the names behind ids. */
  userNames(): Promise<ReadonlyMap<string, string>>
  /** Statuses of leads in the order of the lifecycle. */
  statuses(): readonly { readonly id: string; readonly label: Text; readonly category: 'open' | 'converted' | 'lost' }[]
  /** What is wrong with these values of a lead, so that a source can tell its sender at once; none where they can be stored. */
  leadProblems(values: Readonly<Record<string, unknown>>): readonly FieldProblem[]
}

/** A task that an action asks for. */
export interface TaskRequest {
  readonly subject: Text
  readonly leadId: string
  /** `owner`, `queue:<name>` or a user's id. */
  readonly assignee: string
  readonly dueAt?: number
  readonly priority?: 'urgent' | 'high' | 'normal' | 'low'
  readonly rule?: string
}

/** A message to one or more users inside the product. */
export interface NotificationRequest {
  readonly text: Text
  readonly leadId: string
  /** `owner`, `queue:<name>`, `managers` or a user's id. */
  readonly to: string
}

/** What a plugin may change, each change by its idempotency key once, however often it is called. */
export interface CrmWriter {
  /** Goes the same way as a person's edit: same checks, same guards, then the rules decide again. */
  updateLead(leadId: string, changes: Readonly<Record<string, unknown>>, idempotencyKey: string): Promise<Lead | Refusal>
  /** Routes the lead anew, to this queue where one is named. */
  reassignLead(
    leadId: string,
    request: { readonly queue?: string; readonly strategy?: string },
    idempotencyKey: string,
  ): Promise<Lead | Refusal>
  createTask(task: TaskRequest, idempotencyKey: string): Promise<void>
  notify(notification: NotificationRequest, idempotencyKey: string): Promise<void>
  logActivity(
    activity: { readonly leadId: string; readonly type: string; readonly subject?: string; readonly details?: unknown },
    idempotencyKey: string,
  ): Promise<void>
}

/** A definition file that sources read. */
export interface DefinitionKinds {
  readonly form: FormDefinition
  readonly mapping: MappingDefinition
}

/** What every plugin method is given beside its subject. */
export interface PluginContext {
  /** The plugin that is called, for its own messages. */
  readonly plugin: string
  /** Aborted when the time limit of the call has passed. */
  readonly signal: AbortSignal
  /** Milliseconds UTC; a test or a replay gives its own. */
  now(): number
  newId(): string
  log(message: string, details?: Readonly<Record<string, unknown>>): void
  readonly crm: CrmReader
  /** A form or mapping file of this deployment, by id. */
  definition<K extends keyof DefinitionKinds>(kind: K, id: string): DefinitionKinds[K] | undefined
  /** A statement on the plugin's own tables (names begin with `plugin_`), values bound to `?`. */
  sql(statement: string, bindings?: readonly (string | number | null)[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** A secret by name, from the environment (`SARNAKH_SECRET_<NAME>`) or the deployment's ignored `secrets.json`. */
  secret(name: string): string | undefined
}

/** What a plugin is given where it may act: in actions and jobs. */
export interface ActingContext extends PluginContext {
  readonly crm: CrmReader & CrmWriter
  /** Reaches public addresses, and inside ones that the configuration names. */
  fetch(url: string, init?: OutboundRequest): Promise<OutboundResponse>
  /** Throws unless a host may be reached from here; for protocols other than HTTP. Answers the address to connect to. */
  resolveHost(host: string): Promise<string>
  /** Folder in which this deployment keeps its data; captured mails go there. */
  readonly dataFolder: string
}

export interface OutboundRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface OutboundResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** At most 64 KB of it. */
  readonly body: string
}
