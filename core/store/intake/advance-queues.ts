import type { Sql } from '../database/database.js'
import type { IntakeCommit } from '../store.js'
import { requireAll } from './conflict.js'

/** Moves the cursors of the queues that this batch assigned through; one that moved meanwhile undoes the commit. */
export async function advanceQueues(on: Sql, queues: IntakeCommit['queues']): Promise<void> {
  for (const { queue, expectedVersion, cursors } of queues.toSorted((one, other) => (one.queue < other.queue ? -1 : 1))) {
    const written = JSON.stringify(cursors)
    // A queue through which nobody was ever assigned has no row yet and counts as version 0.
    const isFirst = expectedVersion === 0 && (await on.rows(FIRST, [queue, written])).length === 1
    if (!isFirst) requireAll(await on.rows(NEXT, [written, queue, expectedVersion]), 1)
  }
}

const FIRST = 'insert into queue_state (queue, version, cursors) values (?, 1, ?) on conflict (queue) do nothing returning queue'
const NEXT = 'update queue_state set version = version + 1, cursors = ? where queue = ? and version = ? returning queue'
