import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../../core/package-root.js'
import { definePlugin, type Plugin } from '../../../core/plugin-api/index.js'

/** Ways to misbehave. */
export const MISCHIEFS = {
  throws: () => {
    throw new Error('division by zero')
  },
  hangs: () => new Promise<never>(() => undefined),
  floods: () => Array.from({ length: 20_000 }, (_, n) => ({ values: { name: `Flood ${n}`, message: 'x'.repeat(100) } })),
} as const
export type Mischief = keyof typeof MISCHIEFS

/** The parts of the plugin that can misbehave, in the order in which a lead meets them. */
export const PLACES = [
  'parse',
  'normalise',
  'admit',
  'fact',
  'score',
  'score filter',
  'transition',
  'strategy',
  'assign',
  'event',
  'action',
] as const
export type Place = (typeof PLACES)[number]

/** A plugin of which one part misbehaves until it is healed; the others do their work. */
export interface TroubledPlugin {
  readonly plugin: Plugin
  /** Keys of the effects that were performed. */
  readonly performed: readonly string[]
  heal(): void
}

export function troubledPlugin(troubled: Place, mischief: Mischief): TroubledPlugin {
  let healed = false
  const performed: string[] = []
  const at = <T>(place: Place, work: () => T): T => (place === troubled && !healed ? (MISCHIEFS[mischief]() as T) : work())
  const nothing = () => undefined
  const plugin = definePlugin({
    name: 'under-test',
    leadSources: {
      chat: { label: 'Chat', parse: (payload: unknown) => at('parse', () => ({ values: { ...(payload as object) } })) },
    },
    facts: { mood: { label: 'Mood', value: { type: 'number' }, load: (leads) => at('fact', () => leads.map(() => 1)) } },
    scoringModels: {
      mood: {
        label: 'Mood',
        score: ({ rules }) =>
          at('score', () => {
            const contributions = rules.filter(({ matched }) => matched).map(({ id, title }) => ({ rule: id, title, points: 5 }))
            return { total: contributions.length * 5, contributions }
          }),
      },
    },
    assignmentStrategies: {
      mood: {
        label: 'Mood',
        choose: (candidates) => at('strategy', () => ({ ownerId: String(candidates[0]?.userId), leftOut: [], cursor: 0 })),
      },
    },
    actions: {
      'mood.note': { label: 'Note', perform: ({ idempotencyKey }) => at('action', () => void performed.push(idempotencyKey)) },
    },
    hooks: {
      'lead:normalise': () => at('normalise', nothing),
      'lead:admit': () => at('admit', nothing),
      'lead:score': () => at('score filter', nothing),
      'lead:transition': () => at('transition', nothing),
      'lead:assign': () => at('assign', nothing),
      'lead:captured': () => at('event', nothing),
    },
  })
  return {
    plugin,
    performed,
    heal: () => {
      healed = true
    },
  }
}

/** A folder of rules that use every part of the plugin for every lead. */
export async function rulesForAllParts(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-parts-'))
  for (const kind of ['lifecycle', 'queues', 'fields'])
    await cp(join(packageRoot(), 'rules', kind), join(folder, kind), { recursive: true })
  for (const [kind, file] of Object.entries(FILES)) {
    await mkdir(join(folder, kind))
    const head = { apiVersion: 'sarnakh/v1', id: 'mood', title: TITLE, entity: 'lead' }
    await writeFile(join(folder, kind, `mood.${file.kind}.json`), JSON.stringify({ ...head, ...file }))
  }
  return folder
}

const TITLE = { en: 'Mood', fa: 'حال' }
const HAS_EMAIL = { all: [{ fact: 'lead', path: '$.email', operator: 'present', value: true }] }
const IS_GLAD = { all: [{ fact: 'mood', operator: 'greaterThan', value: 0 }] }
const rule = (parts: object) => ({ id: 'one', title: TITLE, ...parts })

const FILES = {
  scoring: {
    kind: 'scoring',
    model: 'mood',
    score: { min: 0, max: 100, groups: [{ id: 'fit', label: TITLE }] },
    rules: [rule({ conditions: IS_GLAD, then: { group: 'fit', points: 5 } })],
  },
  transitions: { kind: 'transition', rules: [rule({ from: ['not-contacted'], to: 'contacted', conditions: HAS_EMAIL })] },
  routing: { kind: 'routing', hitPolicy: 'first', rules: [rule({ then: { queue: 'inbound', strategy: 'mood' } })] },
  automations: { kind: 'automation', rules: [rule({ conditions: HAS_EMAIL, then: [{ type: 'mood.note' }] })] },
}
