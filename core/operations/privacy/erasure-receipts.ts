import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Erasure } from '../../model/entities/erasure.js'
import type { Page } from '../../store/index.js'
import { pageLimit } from '../page-limit.js'

/** Lists receipts of what was erased, the newest first. */
export async function listErasures(
  engine: Engine,
  { actor, limit, after }: { actor: Actor; limit?: number; after?: string },
): Promise<Page<Erasure>> {
  authorize(actor, 'privacy:erase')
  const page = await engine.store.records.list('erasure', {
    ...{ sort: { field: 'at', direction: 'desc' }, limit: pageLimit(limit), ...(after ? { after } : {}) },
  })
  return page as Page<Erasure>
}

/** A receipt as it stands beside the database. */
export type Receipt = Pick<Erasure, 'id' | 'at' | 'mode' | 'records'>

const receiptsFile = ({ settings }: Engine): string => join(settings.dataFolder, 'erasures.jsonl')

/** The receipt under which a record went. */
export async function receiptOf(engine: Engine, recordId: string): Promise<Erasure | undefined> {
  for await (const receipts of engine.store.records.each('erasure', { batch: 500 })) {
    const found = receipts.find(({ records }) => Object.values(records as object).some((ids) => ids.includes(recordId)))
    if (found) return found as Erasure
  }
  return undefined
}

/** Writes receipts beside the database that are not there yet; one that a kill kept from it is written with the next. */
export async function keepReceipts(engine: Engine): Promise<void> {
  const kept = new Set((await readReceipts(engine)).map(({ id }) => id))
  const lines: string[] = []
  for await (const receipts of engine.store.records.each('erasure', { batch: 500 })) {
    for (const { id, at, mode, records } of receipts as readonly Erasure[])
      if (!kept.has(id)) lines.push(`${JSON.stringify({ id, at, mode, records })}\n`)
  }
  if (lines.length === 0) return
  await mkdir(engine.settings.dataFolder, { recursive: true })
  await appendFile(receiptsFile(engine), lines.join(''), { mode: 0o600 })
}

/** Receipts that stand beside the database. */
export async function readReceipts(engine: Engine): Promise<readonly Receipt[]> {
  const text = await readFile(receiptsFile(engine), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // A line that a kill cut off has no end; its receipt stands in the database.
  return text.split('\n').slice(0, -1).flatMap(receiptIn)
}

function receiptIn(line: string): readonly Receipt[] {
  try {
    return [JSON.parse(line) as Receipt]
  } catch {
    return []
  }
}
