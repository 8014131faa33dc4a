import type { FormDefinition, MappingDefinition, PluginContext, RawCapture } from '../../core/plugin-api/index.js'

/** The instant of every test of a source, unless it names another. */
export const NOW = Date.UTC(2026, 2, 21, 9)

export interface SourceWorld {
  readonly channel?: string
  readonly forms?: readonly FormDefinition[]
  readonly mappings?: readonly MappingDefinition[]
  readonly secrets?: Readonly<Record<string, string>>
  readonly now?: number
  /** What the fields of leads say to values; nothing is wrong with any unless a test says so. */
  readonly leadProblems?: PluginContext['crm']['leadProblems']
}

/** What a source is given: definitions, secrets and a clock that stands still. It reads nothing of a CRM. */
export function sourceContext({
  channel = 'test',
  forms = [],
  mappings = [],
  secrets = {},
  now = NOW,
  leadProblems = () => [],
}: SourceWorld = {}): PluginContext & {
  readonly channel: string
} {
  const byKind: Readonly<Record<string, readonly { readonly id: string }[]>> = { form: forms, mapping: mappings, mail: [] }
  return {
    channel,
    plugin: 'test',
    signal: new AbortController().signal,
    now: () => now,
    newId: () => 'id',
    log: () => undefined,
    crm: {
      lead: async () => undefined,
      count: async () => 0,
      aggregate: async () => [],
      percentiles: async () => [],
      each: async function* () {},
      routings: async () => [],
      stages: () => [],
      segments: () => [],
      userNames: async () => new Map(),
      statuses: () => STATUSES,
      leadProblems,
    },
    definition: (kind, id) => byKind[kind]?.find((definition) => definition.id === id) as never,
    sql: async () => [],
    secret: (name) => secrets[name],
  }
}

const STATUSES = [
  { id: 'new', label: 'New', category: 'open' },
  { id: 'contacted', label: 'Contacted', category: 'open' },
  { id: 'converted', label: 'Converted', category: 'converted' },
  { id: 'lost', label: 'Lost', category: 'lost' },
] as const

/** Something that arrived at a door. */
export function raw(body: string | Uint8Array | object, parts: Partial<RawCapture> = {}): RawCapture {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  return {
    channel: 'test',
    contentType: 'application/json',
    headers: {},
    query: {},
    body: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    ...parts,
  }
}
