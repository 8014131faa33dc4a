import { stringify } from 'csv-stringify/sync'
import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportProblem } from '../../model/entities/import-problem.js'
import { withoutFormula } from '../../model/text/formula-safe.js'
import { type LocalizedText, textIn } from '../../model/text/localized-text.js'
import { requireImport } from './import-run.js'

const BATCH = 500

interface ProblemsOf {
  readonly actor: Actor
  readonly id: string
}

/** The rows of an import that failed or lost cells, in the order of the file, one page. */
export async function importProblems(
  engine: Engine,
  { actor, id, limit = 50, after }: ProblemsOf & { limit?: number; after?: string },
): Promise<{ readonly records: readonly ImportProblem[]; readonly next?: string }> {
  authorize(actor, 'import:run')
  const page = await engine.store.records.list('importProblem', {
    where: ofImport(id),
    sort: { field: 'row', direction: 'asc' },
    limit,
    ...(after ? { after } : {}),
  })
  return { ...page, records: page.records as unknown as readonly ImportProblem[] }
}

/**
 * Writes the rows that failed as CSV with all their columns as they were and the problem behind them, piece by piece: corrected,
 * the file can be imported again.
 */
export async function* failedRowsCsv(
  engine: Engine,
  { actor, id, language }: ProblemsOf & { language: string },
): AsyncGenerator<string> {
  authorize(actor, 'import:run')
  const run = await requireImport(engine, id)
  const columns = (run.columns as readonly string[] | undefined) ?? []
  yield stringify([[...columns, ...PROBLEM_COLUMNS].map(withoutFormula)], { bom: true, record_delimiter: 'windows' })
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = await importProblems(engine, { actor, id, limit: BATCH, ...(after ? { after } : {}) })
    const lines = page.records.map(({ cells, row, problem }) => {
      const given = cells as Readonly<Record<string, string>>
      const own = columns.map((name) => given[name] ?? '')
      return [...own, String(row), textIn(problem as LocalizedText, language)].map(withoutFormula)
    })
    yield stringify(lines, { record_delimiter: 'windows' })
    after = page.next
  }
}

const PROBLEM_COLUMNS = ['row', 'problem'] as const

const ofImport = (id: string) => ({ all: [{ fact: 'importProblem', path: '$.importId', operator: 'equal', value: id }] })
