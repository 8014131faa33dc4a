import type { Dialect } from '../database/database.js'
import { APPEND_ONLY_FUNCTION, appendOnlyTrigger } from './append-only.js'

/** A numbered step of the tables that no entity declares. Written once, never changed after a release. */
export interface SystemMigration {
  readonly name: string
  readonly up: (dialect: Dialect) => readonly string[]
}

/** All steps, oldest first; a new one is added at the end. */
export const systemMigrations: readonly SystemMigration[] = [
  { name: '001-migration-log', up: (dialect) => [MIGRATION_LOG, ...(dialect === 'postgres' ? [APPEND_ONLY_FUNCTION] : [])] },
  { name: '002-intake', up: (dialect) => INTAKE.map((sql) => inByteOrder(sql, dialect)) },
  { name: '003-access', up: (dialect) => ACCESS.map((sql) => inByteOrder(sql, dialect)) },
  { name: '004-system', up: (dialect) => SYSTEM.map((sql) => inByteOrder(sql, dialect)) },
  {
    name: '005-publication',
    up: (dialect) => [...PUBLICATION.map((sql) => inByteOrder(sql, dialect)), ...appendOnlyTrigger('rule_publication', dialect)],
  },
  // Rules whose effects led to the decision that asked for this one, as a JSON list; absent where there is none.
  { name: '006-effect-chain', up: () => ['alter table outbox add column chain text'] },
  // Effects about other records than leads: which entity it is; absent for a lead.
  {
    name: '007-effect-record',
    up: () => ['alter table outbox rename column lead_id to record_id', 'alter table outbox add column entity text'],
  },
]

const MIGRATION_LOG = 'create table migration_log (name text primary key, applied_at bigint not null)'

const INTAKE = [
  `create table submission_state (
    submission_id text primary key, state text not null, source text not null, received_at bigint not null,
    available_at bigint not null, attempts bigint not null, lead_id text, problem text, updated_at bigint not null
  )`,
  'create index submission_state_order on submission_state (received_at, submission_id)',
  'create index submission_state_by_state on submission_state (state, received_at, submission_id)',
  `create index submission_state_waiting on submission_state (available_at) where state = 'waiting'`,
  'create index submission_state_lead on submission_state (lead_id)',
  'create table match_key (key text primary key, lead_id text not null)',
  'create index match_key_lead on match_key (lead_id)',
  'create table similar_lead (lead_id text not null, other_id text not null, reason text not null, primary key (lead_id, other_id))',
  'create index similar_lead_other on similar_lead (other_id)',
  'create table queue_state (queue text primary key, version bigint not null, cursors text not null)',
  `create table outbox (
    id text primary key, idempotency_key text not null unique, type text not null, lead_id text not null, rule text not null,
    params text not null, created_at bigint not null, state text not null, attempts bigint not null,
    next_attempt_at bigint not null, lease_token text, error text, done_at bigint
  )`,
  `create index outbox_waiting on outbox (next_attempt_at, id) where state = 'waiting'`,
  'create index outbox_by_state on outbox (state, created_at)',
  'create index outbox_lead on outbox (lead_id)',
]

const ACCESS = [
  `create table session (
    hash text primary key, user_id text not null, created_at bigint not null, last_seen_at bigint not null, user_agent text
  )`,
  'create index session_by_user on session (user_id)',
  `create table api_key (
    id text primary key, hash text not null, name text not null, scopes text not null, created_at bigint not null,
    expires_at bigint, last_used_at bigint
  )`,
]

const SYSTEM = [
  'create table rule_set (digest text primary key, files text not null, at bigint not null)',
  'create table lease (name text primary key, token text not null, until bigint not null)',
  'create table setting (name text primary key, value text not null)',
]

const PUBLICATION = [
  `create table rule_publication (
    number bigint primary key, digest text not null, previous text, author text not null, at bigint not null, note text,
    returns_to bigint, report text not null
  )`,
  'create table plugin_set (digest text primary key, plugins text not null, at bigint not null)',
]

const inByteOrder = (sql: string, dialect: Dialect): string =>
  dialect === 'postgres' && sql.startsWith('create table') ? sql.replaceAll(/ text\b/g, ' text collate "C"') : sql
