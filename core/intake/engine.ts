import type { DedupePolicy } from '../model/dedupe-policy.js'
import type { EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { ActingContext } from '../plugin-api/index.js'
import type { Registry } from '../registry/index.js'
import type { RuleSet } from '../rule-engine/index.js'
import type { Store } from '../store/index.js'
import type { Journal } from './journal.js'
import type { RuleShelf } from './rule-shelf.js'

/** What every stage and operation works with: the store, the plugins, the rules as they are now, the clock. */
export interface Engine {
  readonly store: Store
  readonly registry: Registry
  /** Core, plugin and deployment fields by entity. */
  readonly fields: { readonly [E in EntityName]: Fields }
  /** The rule set that decides now; a reload or a publication replaces it whole. */
  rules(): RuleSet
  /** Where the rules come from, and what else of them is known. */
  readonly ruleShelf: RuleShelf
  /** Writes submissions durably, many callers' in one commit. */
  readonly journal: Journal
  readonly settings: EngineSettings
  /** Milliseconds UTC. */
  now(): number
  /** A new UUIDv7. */
  newId(): string
  readonly log: Log
  /** Tells the jobs that there is work, so that nobody waits for the next look. */
  wake(...kinds: readonly WorkKind[]): void
  /** What plugin code is given where it may act. */
  acting(call: PluginCall): ActingContext
  secret(name: string): string | undefined
}

/** Kinds of work that news can make due. */
export type WorkKind =
  | 'intake'
  | 'effects'
  | 'timers'
  | 'records'
  | 'sequences'
  | 'deliveries'
  | 'imports'
  | 'schedules'
  | 'queues'
  | 'visits'
  | 'notifications'
  | 'reminders'

/** Which plugin is called, and until when. */
export interface PluginCall {
  readonly plugin: string
  readonly signal: AbortSignal
  /** Automations whose effects led to this call, the first one first; none where no rule asked for it. */
  readonly chain?: readonly string[]
}

export interface EngineSettings {
  /** ISO 3166 code that national phone numbers are read with. */
  readonly country: string
  readonly timeZone: string
  readonly language: string
  readonly calendar: 'gregorian' | 'jalali'
  readonly dedupe: DedupePolicy
  /** ISO 4217 code of amounts that name no currency. */
  readonly currency?: string
  /** Runs conditions compiled, or on json-rules-engine itself. */
  readonly ruleEngine: 'compiled' | 'reference'
  /** Days for which page views of people nobody knows are kept: 90 without it. */
  readonly visitRetentionDays?: number
  /** Address under which people reach the CRM, without a slash at its end; links in mails begin with it. */
  readonly publicUrl?: string
  /** Hosts inside that may be reached, over http too. */
  readonly allowHosts?: readonly string[]
  /** Where SQLite, captured mails and files of failed rows live. */
  readonly dataFolder: string
}

/** Writes what an operator should know; fields are an allow-list, never a lead's own values. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void
