import type { FormDefinition } from '../model/form.js'
import type { MailTemplate } from '../model/mail/mail-template.js'
import type { MappingDefinition } from '../model/mapping.js'
import type { CrmReader } from './crm-reader.js'
import type { CrmWriter } from './crm-writer.js'

/** A definition file that sources and actions read. */
export interface DefinitionKinds {
  readonly form: FormDefinition
  readonly mail: MailTemplate
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
  /** A form, mail or mapping file of this deployment, by id. */
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
