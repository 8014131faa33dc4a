import type { Database } from '../database/database.js'
import type { EntityTables } from '../rows/entity-table.js'
import type { JournalStore } from '../store.js'
import { appendEntries } from './append-entries.js'
import { claimSubmissions, releaseSubmissions } from './claim-submissions.js'
import { quarantineSubmissions, requeueSubmissions } from './quarantine-submissions.js'
import { readJournal } from './read-journal.js'
import { readOutcomes } from './read-outcomes.js'

/** What came in, raw, and where each submission stands. The submissions themselves never change; their state lies beside them. */
export function journalStore(database: Database, { submission }: EntityTables): JournalStore {
  return {
    append: (entries) => appendEntries(database, submission, entries),
    claim: (request) => claimSubmissions(database, submission, request),
    claimThese: (ids, request) => claimSubmissions(database, submission, { ...request, ids, limit: ids.length }),
    release: (ids, { notBefore }) => releaseSubmissions(database, ids, notBefore),
    quarantine: (entries, now) => quarantineSubmissions(database, { entries, now }),
    requeue: (ids, now) => requeueSubmissions(database, { ids, now }),
    outcomes: (ids) => readOutcomes(database, ids),
    ...readJournal(database, submission),
  }
}
