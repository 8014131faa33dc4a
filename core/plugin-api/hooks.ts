import type { Score } from '../model/decision.js'
import type { Lead } from '../model/entities/lead.js'
import type { Opportunity } from '../model/entities/opportunity.js'
import type { Awaitable, Refusal } from './awaitable.js'
import type { LeadInput } from './lead-source.js'

/** A hook whose handlers may answer a replacement, handed to the next. */
export interface Filter<S> {
  readonly kind: 'filter'
  readonly subject: S
}
/** A hook whose handlers may refuse; the first refusal wins. */
export interface Guard<S> {
  readonly kind: 'guard'
  readonly subject: S
}
/** A hook that tells what has happened, after it is committed; handlers change nothing. */
export interface Event<S> {
  readonly kind: 'event'
  readonly subject: S
}

/** The hooks of the core: imperative names may change or refuse, past tense has happened. */
export interface CoreHookMap {
  'lead:normalise': Filter<LeadInput>
  'lead:score': Filter<{ readonly lead: Lead; readonly model: string; readonly score: Score }>
  'lead:admit': Guard<{ readonly values: Readonly<Record<string, unknown>>; readonly source: string }>
  'lead:transition': Guard<{ readonly lead: Lead; readonly from: string; readonly to: string }>
  'lead:assign': Guard<{ readonly lead: Lead; readonly ownerId: string }>
  'lead:captured': Event<{ readonly lead: Lead; readonly submissionId?: string }>
  'lead:merged': Event<{ readonly lead: Lead; readonly submissionId: string }>
  'lead:statusChanged': Event<{ readonly lead: Lead; readonly from: string; readonly to: string }>
  'lead:assigned': Event<{ readonly lead: Lead; readonly ownerId: string; readonly previousOwnerId?: string }>
  'lead:converted': Event<{ readonly lead: Lead }>
  /** `from` is absent where the opportunity begins, or comes from another pipeline. */
  'opportunity:transition': Guard<{ readonly opportunity: Opportunity; readonly from?: string; readonly to: string }>
  'opportunity:stageChanged': Event<{ readonly opportunity: Opportunity; readonly from?: string; readonly to: string }>
  'opportunity:won': Event<{ readonly opportunity: Opportunity }>
  'opportunity:lost': Event<{ readonly opportunity: Opportunity }>
  'action:performed': Event<{ readonly lead: Lead; readonly action: string; readonly idempotencyKey: string }>
  'action:failed': Event<{ readonly leadId: string; readonly action: string; readonly message: string; readonly dead: boolean }>
}

/** All hooks; a plugin adds its own by `declare module 'sarnakh/plugin-api' { interface HookMap { … } }` and by `declares`. */
export interface HookMap extends CoreHookMap {}

export type HookName = keyof HookMap
export type HookKind = 'filter' | 'guard' | 'event'
export type Subject<K extends HookName> = HookMap[K]['subject']

type NamesOf<Kind extends HookKind> = { [K in HookName]: HookMap[K]['kind'] extends Kind ? K : never }[HookName]
export type FilterName = NamesOf<'filter'>
export type GuardName = NamesOf<'guard'>
export type EventName = NamesOf<'event'>

/** What a handler is told beside its subject. */
export interface HookContext {
  readonly plugin: string
  readonly signal: AbortSignal
}

type Answer<K extends HookName> = K extends FilterName
  ? Awaitable<Subject<K> | void | undefined>
  : K extends GuardName
    ? Awaitable<Refusal | void | undefined>
    : Awaitable<void>

/** A handler of one hook; what it may answer follows from the hook's kind. */
export type HookHandler<K extends HookName> = (subject: Subject<K>, context: HookContext) => Answer<K>

/** A handler alone, or with its place: `pre` before the plain ones, `post` after them. */
export type HookHandlers = {
  readonly [K in HookName]?: HookHandler<K> | { readonly order: 'pre' | 'post'; readonly handler: HookHandler<K> }
}

/** The kinds of the core's hooks, for those who write without types. */
export const CORE_HOOKS = {
  'lead:normalise': 'filter',
  'lead:score': 'filter',
  'lead:admit': 'guard',
  'lead:transition': 'guard',
  'lead:assign': 'guard',
  'lead:captured': 'event',
  'lead:merged': 'event',
  'lead:statusChanged': 'event',
  'lead:assigned': 'event',
  'lead:converted': 'event',
  'opportunity:transition': 'guard',
  'opportunity:stageChanged': 'event',
  'opportunity:won': 'event',
  'opportunity:lost': 'event',
  'action:performed': 'event',
  'action:failed': 'event',
} as const satisfies { readonly [K in keyof CoreHookMap]: CoreHookMap[K]['kind'] }

/** Calls the handlers of the loaded plugins, in their order, each within its time limit. */
export interface HookBus {
  filter<K extends FilterName>(name: K, value: Subject<K>): Promise<Subject<K>>
  guard<K extends GuardName>(name: K, request: Subject<K>): Promise<Refusal | undefined>
  emit<K extends EventName>(name: K, payload: Subject<K>): Promise<void>
  /** Whether anybody listens; lets a batch skip what nobody asked for. */
  has(name: HookName): boolean
}
