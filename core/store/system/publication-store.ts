import type { Binding, Database, Row, Sql } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import type { Publication, PublicationStore } from '../store.js'
import { changedQueues, keepRuleSet, writeQueues } from './kept-rules.js'

/** The history of published rule sets. */
export function publicationStore(database: Database, tables: EntityTables): PublicationStore {
  const one = async (ending: string, bindings: readonly Binding[] = []) => {
    const [row] = await database.rows(`select * from rule_publication ${ending}`, bindings)
    return row && fromRow(row)
  }
  return {
    newest: () => one('order by number desc limit 1'),
    get: (number) => one('where number = ?', [number]),
    withDigest: (digest) => one('where digest = ? order by number desc limit 1', [digest]),
    async list({ limit, before = Number.MAX_SAFE_INTEGER }) {
      const rows = await database.rows('select * from rule_publication where number < ? order by number desc limit ?', [
        before,
        limit,
      ])
      return rows.map(fromRow)
    },
    async add(publication, { after, files, queues = [] }) {
      const added = { ...publication, number: after + 1 }
      const isNext = await database.transaction(async (on) => {
        if (on.dialect === 'postgres') await on.rows(`select pg_advisory_xact_lock(${LOCK})`)
        if ((await newestNumber(on)) !== after) return false
        await on.rows(INSERT, toRow(added))
        const { digest, at } = publication
        if (files !== undefined) await keepRuleSet(on, { digest, files, at })
        await writeQueues(on, tables.queue, { queues: await changedQueues(on, queues), now: at })
        return true
      })
      return isNext ? added : 'conflict'
    },
  }
}

/**
 * Makes sure, inside a transaction, that a publication is still the newest one, and keeps others from being added until it ends.
 * SQLite has one writer at a time anyway; on PostgreSQL the lock is shared among batches and excludes publishers alone.
 */
export async function isNewestPublication(on: Sql, number: number): Promise<boolean> {
  if (on.dialect === 'postgres') await on.rows(`select pg_advisory_xact_lock_shared(${LOCK})`)
  // A statement of its own: one that waited for the lock would read what was there before it.
  return (await newestNumber(on)) === number
}

async function newestNumber(on: Sql): Promise<number> {
  const [row] = await on.rows('select max(number) as number from rule_publication')
  return Number(row?.number ?? 0)
}

// Any number that no other advisory lock of this product uses.
const LOCK = 7_276_001

const INSERT = `insert into rule_publication (number, digest, previous, author, at, note, returns_to, report)
  values (?, ?, ?, ?, ?, ?, ?, ?)`

const toRow = ({ number, digest, previous, author, at, note, returnsTo, report }: Publication) => [
  ...[number, digest, previous ?? null, author, at],
  ...[note ?? null, returnsTo ?? null, JSON.stringify(report)],
]

function fromRow({ number, digest, previous, author, at, note, returns_to, report }: Row): Publication {
  return {
    number: Number(number),
    digest: String(digest),
    author: String(author),
    at: Number(at),
    report: JSON.parse(String(report)) as unknown,
    ...(previous === null ? {} : { previous: String(previous) }),
    ...(note === null ? {} : { note: String(note) }),
    ...(returns_to === null ? {} : { returnsTo: Number(returns_to) }),
  }
}
