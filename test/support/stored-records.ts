import type { Conditions } from '../../core/model/conditions.js'
import type { Decision } from '../../core/model/decision.js'
import type { Lead } from '../../core/model/entities/lead.js'
import type { IntakeCommit, JournalEntry, OutboxEntry, Store, StoredRecord } from '../../core/store/index.js'

/** The clock of the store's tests. */
export const NOW = 1_790_000_000_000

/** The fields that every record has, at its first version. */
export const record = (id: string) => ({ id, version: 1, createdAt: NOW, updatedAt: NOW })

/** A lead as intake would write it. */
export const aStoredLead = (id: string, values: Readonly<Record<string, unknown>> = {}): Lead => ({
  ...record(id),
  ...{ source: 'web-form', status: 'new' },
  ...values,
})

/** A journal entry whose key and content follow from its id. */
export const anEntry = (id: string, values: Partial<JournalEntry> = {}): JournalEntry => ({
  ...{ id, receivedAt: NOW, source: 'web-form', channel: 'contact', idempotencyKey: `web-form/contact/${id}`, fingerprint: id },
  payload: { email: `${id}@example.ir` },
  ...values,
})

/** A commit that changes nothing but what is given. */
export const aCommit = (values: Partial<IntakeCommit> = {}): IntakeCommit => ({
  now: NOW,
  ...{ inserts: [], updates: [], claims: [], releases: [], similar: [], touches: [] },
  ...{ activities: [], decisions: [], outbox: [], queues: [], outcomes: [] },
  ...values,
})

/** A decision in which no rule had anything to say. */
export const aDecision = (): Decision => ({
  ...{ trigger: 'capture', ruleSet: 'sha256-1', now: NOW, facts: {}, scores: {} },
  ...{ transitions: [], fired: [], rulesTrue: [], actions: [], problems: [] },
})

/** An effect that waits in the outbox. */
export const anEffect = (id: string, values: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...{
    id,
    idempotencyKey: `key-${id}`,
    type: 'create-task',
    recordId: 'l-1',
    rule: 'follow-up',
    params: { days: 2 },
    createdAt: NOW,
  },
  ...values,
})

/** One comparison over a field of a lead. */
export const leadWhere = (field: string, operator: string, value: unknown): Conditions => ({
  all: [{ fact: 'lead', path: `$.${field}`, operator, value }],
})

/** Opens several connections, so that what a test starts together really runs together. */
export const warmUp = (store: Store) => Promise.all(Array.from({ length: 6 }, () => store.journal.nextWaiting()))

/** A user who is there, without a password. */
export const aStoredUser = (id: string): StoredRecord => ({
  ...{ id, version: 1, createdAt: 0, updatedAt: 0, name: id, email: `${id}@example.com` },
  ...{ role: 'rep', active: true, away: false, weight: 1 },
})
