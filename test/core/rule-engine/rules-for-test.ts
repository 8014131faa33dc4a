import type { Lead } from '../../../core/model/entities/lead.js'
import { parseSource } from '../../../core/rule-engine/files/parse-source.js'
import type { SourceFile } from '../../../core/rule-engine/index.js'
import {
  buildRuleSet,
  type DecideEnvironment,
  type QueueSituation,
  type RuleSet,
  type Situation,
} from '../../../core/rule-engine/index.js'
import { baseEnvironment } from '../../rules/base-environment.js'
import { vocabularyFor } from '../../rules/base-vocabulary.js'

export const NOW = Date.parse('2026-03-01T09:00:00Z')

type Content = Readonly<Record<string, unknown>>

export const LIFECYCLE = {
  start: 'new',
  statuses: [
    { id: 'new', label: { en: 'New' }, category: 'open' },
    { id: 'working', label: { en: 'Working' }, category: 'open' },
    { id: 'won', label: { en: 'Won' }, category: 'converted' },
    { id: 'lost', label: { en: 'Lost' }, category: 'lost', reasons: [{ id: 'price', label: { en: 'Price' } }] },
  ],
}

/** Builds a rule set from file contents by kind, with a small lifecycle and three queues. */
export function rulesOf(files: Readonly<Record<string, Content>>): RuleSet {
  const all: Readonly<Record<string, Content>> = {
    lifecycle: LIFECYCLE,
    queues: { queues: ['sales', 'desk'].map((id) => ({ id, label: { en: id } })) },
    ...files,
  }
  const sources = Object.entries(all).map(([kind, content]) => sourceOf(kind, content))
  return buildRuleSet(sources, vocabularyFor(sources))
}

/** A file as it would have been read, with its kind as id unless it has its own. */
export function sourceOf(kind: string, content: Content): SourceFile {
  const text = JSON.stringify({ apiVersion: 'sarnakh/v1', kind, id: kind, ...content }, null, 2)
  const parsed = parseSource({ layer: 'test', folder: 'rules', path: `test.${kind}.json`, text })
  if (!('tree' in parsed)) throw new Error(parsed.map(({ message }) => message).join('\n'))
  return parsed
}

export const when = (path: string, operator: string, value: unknown) => ({ all: [{ fact: 'lead', path, operator, value }] })
export const always = when('$.id', 'present', true)

export function aLead(values: Partial<Lead> = {}): Lead {
  return { id: 'l1', version: 1, createdAt: NOW, updatedAt: NOW, source: 'test', status: 'new', ...values }
}

export function situation(lead: Partial<Lead> = {}, more: Partial<Situation> = {}): Situation {
  return { lead: aLead(lead), trigger: 'capture', facts: {}, ...more }
}

type Member = QueueSituation['members'][number]

export function queueOf(queue: string, members: readonly (Partial<Member> & { readonly userId: string })[]): QueueSituation {
  return {
    queue,
    cursors: {},
    members: members.map((member, position) => ({
      name: member.userId,
      email: `${member.userId}@example.com`,
      position,
      openLeads: 0,
      weight: 1,
      territories: [],
      active: true,
      away: false,
      ...member,
    })),
  }
}

export function environment(changes: Partial<DecideEnvironment> = {}): DecideEnvironment {
  return { ...baseEnvironment({ now: NOW, queues: [] }), ...changes }
}
