import type {
  ActingContext,
  AggregateQuery,
  AggregateRow,
  Awaitable,
  CrmReader,
  CrmRecord,
  DefinitionKinds,
  EntityName,
  Lead,
  MailPass,
  OutboundRequest,
  OutboundResponse,
  PercentileQuery,
  Refusal,
  ReportScope,
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
  readonly stages?: ReturnType<CrmReader['stages']>
  readonly segments?: ReturnType<CrmReader['segments']>
  readonly leadProblems?: ReturnType<CrmReader['leadProblems']>
  /** What a report is asked with; everything and always otherwise. */
  readonly scope?: Partial<ReportScope>
  readonly secrets?: Readonly<Record<string, string>>
  readonly forms?: Readonly<Record<string, DefinitionKinds['form']>>
  readonly mails?: Readonly<Record<string, DefinitionKinds['mail']>>
  /** Why no mail may go. */
  readonly mailRefused?: MailPass['refused']
  readonly mappings?: Readonly<Record<string, DefinitionKinds['mapping']>>
  readonly dataFolder?: string
  /** Records by entity, that `crm.each` hands out whatever it is asked. */
  readonly records?: { readonly [E in EntityName]?: readonly CrmRecord[] }
  aggregate?(query: AggregateQuery): Awaitable<readonly AggregateRow[]>
  percentiles?(query: PercentileQuery): Awaitable<readonly AggregateRow[]>
  updateLead?(leadId: string, changes: Readonly<Record<string, unknown>>): Lead | Refusal
  fetch?(url: string, request?: OutboundRequest): Awaitable<OutboundResponse>
  resolveHost?(host: string): Awaitable<string>
}

/** A context for one plugin method at a time: the clock stands still, and what the method asks for is written down. */
export interface RecordingContext extends ActingContext {
  readonly calls: readonly RecordedCall[]
  readonly scope: ReportScope
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
    scope: { ...EVERYTHING, ...options.scope },
    plugin: options.plugin ?? 'under-test',
    signal: new AbortController().signal,
    now: () => options.now ?? SAMPLE_NOW,
    newId: () => `id-${++ids}`,
    log: (...args) => note('log', ...args),
    crm: { ...readerFor(options), ...writerFor(options, note) },
    definition: <K extends keyof DefinitionKinds>(kind: K, id: string) =>
      ({ form: options.forms, mail: options.mails, mapping: options.mappings })[kind]?.[id] as DefinitionKinds[K] | undefined,
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

/** The scope of a report that is asked about all there is. */
const EVERYTHING: ReportScope = {
  where: { all: [] },
  filter: { all: [] },
  groups: [],
  periodOf: () => ({}),
  during: () => [],
  startsOf: ({ from }) => [from],
  dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
}

function readerFor({
  leads = [],
  statuses = [],
  leadProblems = [],
  stages = [],
  segments = [],
  records = {},
  ...more
}: RecordingContextOptions): CrmReader {
  const { aggregate, percentiles } = more
  return {
    lead: async (id) => leads.find((lead) => lead.id === id),
    count: async () => leads.length,
    aggregate: async (query) => (aggregate ? aggregate(query) : []),
    percentiles: async (query) => (percentiles ? percentiles(query) : []),
    each: async function* (entity) {
      yield records[entity] ?? []
    },
    userNames: async () => new Map(),
    statuses: () => statuses,
    stages: () => stages,
    segments: () => segments,
    routings: async () => [],
    leadProblems: () => leadProblems,
  }
}

type Note = (method: string, ...args: readonly unknown[]) => void

const UNSUBSCRIBE = 'https://crm.example.com/u/token'

function writerFor(
  { leads = [], updateLead, mailRefused }: RecordingContextOptions,
  note: Note,
): Omit<ActingContext['crm'], keyof CrmReader> {
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
    async changeRecord(record, request, key) {
      note('crm.changeRecord', record, request, key)
      return { refused: 'There is no such record.' }
    },
    async createOpportunity(request, key) {
      note('crm.createOpportunity', request, key)
      return { refused: 'There is no such pipeline.' }
    },
    async convertLead(leadId, key) {
      note('crm.convertLead', leadId, key)
      return found(leadId)
    },
    async setMembership(leadId, request, key) {
      note('crm.setMembership', leadId, request, key)
      return found(leadId)
    },
    async lapseCustomer(accountId, request, key) {
      note('crm.lapseCustomer', accountId, request, key)
      return { refused: 'There is no such account.' }
    },
    async enrol(leadId, request, key) {
      note('crm.enrol', leadId, request, key)
      return found(leadId)
    },
    async leaveSequence(...args) {
      note('crm.leaveSequence', ...args)
      return 1
    },
    async mailPass({ leadId }) {
      const lead = leads.find(({ id }) => id === leadId)
      const language = lead?.language ?? 'en'
      return { language, values: { lead }, unsubscribeUrl: UNSUBSCRIBE, ...(mailRefused ? { refused: mailRefused } : {}) }
    },
    noteMail: async (...args) => note('crm.noteMail', ...args),
    noteBounce: async (...args) => note('crm.noteBounce', ...args),
    async receiveMail(mail) {
      note('crm.receiveMail', mail)
      return 'lead'
    },
  }
}
