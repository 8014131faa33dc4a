import type {
  ActingContext,
  AggregateQuery,
  AggregateRow,
  Awaitable,
  CrmReader,
  DefinitionKinds,
  Lead,
  OutboundRequest,
  OutboundResponse,
  Refusal,
} from '../../plugin-api/index.js'
import { SAMPLE_NOW } from './samples.js'

/** Something a plugin asked of its context: `crm.createTask` with its arguments, for example. */
export interface RecordedCall {
  readonly method: string
  readonly args: readonly unknown[]
}

/** What the context answers; everything has a quiet answer of its own. */
export interface RecordingContextOptions {
  readonly plugin?: string
  readonly now?: number
  readonly leads?: readonly Lead[]
  readonly statuses?: ReturnType<CrmReader['statuses']>
  readonly leadProblems?: ReturnType<CrmReader['leadProblems']>
  readonly secrets?: Readonly<Record<string, string>>
  readonly forms?: Readonly<Record<string, DefinitionKinds['form']>>
  readonly mappings?: Readonly<Record<string, DefinitionKinds['mapping']>>
  readonly dataFolder?: string
  aggregate?(query: AggregateQuery): Awaitable<readonly AggregateRow[]>
  updateLead?(leadId: string, changes: Readonly<Record<string, unknown>>): Lead | Refusal
  fetch?(url: string, request?: OutboundRequest): Awaitable<OutboundResponse>
  resolveHost?(host: string): Awaitable<string>
}

/** A context for one plugin method at a time: the clock stands still, and what the method asks for is written down. */
export interface RecordingContext extends ActingContext {
  readonly calls: readonly RecordedCall[]
}

/**
 * Makes a context that acts on nothing and remembers everything. For a whole CRM, open a test CRM instead.
 * @example
 * const context = recordingContext({ secrets: { shop: 'whsec_…' } })
 * await notify.perform({ lead: aLead(), params: { text: 'Hi', to: 'owner' }, idempotencyKey: 'k', rule: 'f/r' }, context)
 * context.calls // [{ method: 'crm.notify', args: [{ text: 'Hi', … }, 'k'] }]
 */
export function recordingContext(options: RecordingContextOptions = {}): RecordingContext {
  const calls: RecordedCall[] = []
  const note = (method: string, ...args: readonly unknown[]): void => void calls.push({ method, args })
  let ids = 0
  return {
    calls,
    plugin: options.plugin ?? 'under-test',
    signal: new AbortController().signal,
    now: () => options.now ?? SAMPLE_NOW,
    newId: () => `id-${++ids}`,
    log: (...args) => note('log', ...args),
    crm: { ...readerFor(options), ...writerFor(options, note) },
    definition: <K extends keyof DefinitionKinds>(kind: K, id: string) =>
      (kind === 'form' ? options.forms?.[id] : options.mappings?.[id]) as DefinitionKinds[K] | undefined,
    async sql(...args) {
      note('sql', ...args)
      return []
    },
    secret: (name) => options.secrets?.[name],
    async fetch(...args) {
      note('fetch', ...args)
      return options.fetch ? options.fetch(...args) : { status: 200, headers: {}, body: '' }
    },
    resolveHost: async (host) => (options.resolveHost ? options.resolveHost(host) : host),
    dataFolder: options.dataFolder ?? '.',
  }
}

function readerFor({ leads = [], statuses = [], leadProblems = [], aggregate }: RecordingContextOptions): CrmReader {
  return {
    lead: async (id) => leads.find((lead) => lead.id === id),
    count: async () => leads.length,
    aggregate: async (query) => (aggregate ? aggregate(query) : []),
    userNames: async () => new Map(),
    statuses: () => statuses,
    leadProblems: () => leadProblems,
  }
}

type Note = (method: string, ...args: readonly unknown[]) => void

function writerFor({ leads = [], updateLead }: RecordingContextOptions, note: Note): Omit<ActingContext['crm'], keyof CrmReader> {
  const found = (id: string): Lead | Refusal => leads.find((lead) => lead.id === id) ?? { refused: 'There is no such lead.' }
  return {
    async updateLead(leadId, changes, key) {
      note('crm.updateLead', leadId, changes, key)
      return updateLead ? updateLead(leadId, changes) : found(leadId)
    },
    async reassignLead(leadId, request, key) {
      note('crm.reassignLead', leadId, request, key)
      return found(leadId)
    },
    createTask: async (...args) => note('crm.createTask', ...args),
    notify: async (...args) => note('crm.notify', ...args),
    logActivity: async (...args) => note('crm.logActivity', ...args),
  }
}
