import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import type { ImportRun } from '../model/entities/import-run.js'
import { formatNumber } from '../model/text/format-number.js'
import { type LocalizedText, textIn } from '../model/text/localized-text.js'
import {
  failedRowsCsv,
  type ImportPreview,
  importPlan,
  importProblems,
  mappedColumns,
  runImport,
  unusedColumns,
} from '../operations/index.js'
import { type CommandCall, EXIT, type ExitCode } from './cli-command.js'
import { answer, note } from './output/answer.js'
import { createProgress } from './output/progress.js'

/** Works until an import is over, with a bar where a person watches. */
export async function runWithProgress(call: CommandCall, { crm, id }: { crm: Crm; id: string }): Promise<ImportRun> {
  const bar = createProgress(call.io.stderr, crm.now)
  const text = ({ rowsDone, failed }: ImportRun) =>
    call.words.imports.progress(formatNumber(rowsDone, call.language), formatNumber(failed, call.language))
  const onProgress = (run: ImportRun) => bar.show(run.rowsDone / (run.rowsTotal ?? 1), text(run))
  const run = await runImport(crm, { actor: SYSTEM, id, onProgress })
  bar.end(text(run))
  note(call, call.words.import.effects)
  await crm.settle()
  return run
}

/** Tells how an import ended, and writes the rows that failed beside it. */
export async function tellRun(call: CommandCall, { crm, run }: { crm: Crm; run: ImportRun }): Promise<ExitCode> {
  const { words, language } = call
  const { id, state, created, updated, unchanged, failed, undone, kept, problem } = run
  const { records: told, next } = await importProblems(crm, { actor: SYSTEM, id, limit: SHOWN_PROBLEMS })
  const failedFile = told.length > 0 ? join(crm.deployment.dataFolder, 'imports', `${id}.failed.csv`) : undefined
  if (failedFile) {
    const csv = Readable.from(failedRowsCsv(crm, { actor: SYSTEM, id, language }))
    await pipeline(csv, createWriteStream(failedFile, { mode: 0o600 }))
  }
  const number = (count = 0) => formatNumber(count, language)
  const counts = { created: number(created), updated: number(updated), unchanged: number(unchanged), failed: number(failed) }
  const lines = [
    words.imports.id(id),
    state === 'done' && run.rowsDone === 0 ? words.import.noRows : words.imports.done(counts),
    ...(state === 'undone' ? [words.imports.undone(number(undone), number(kept))] : []),
    ...told.map(({ row, problem: why, isPartial }) =>
      (isPartial ? words.imports.leftOut : words.imports.rowFailed)(number(row), textIn(why as LocalizedText, language)),
    ),
    ...(next === undefined ? [] : [words.imports.moreProblems]),
    ...(failedFile ? [words.imports.failedFile(failedFile)] : []),
  ]
  const problems = told.map(({ row, problem: why, isPartial }) => ({ row, problem: why, isPartial }))
  answer(call, { json: { ...run, ...(failedFile ? { problems, failedFile } : {}) }, text: lines.join('\n') })
  if (problem !== undefined) note(call, problem)
  const isNothingIn = failed > 0 && created + updated + unchanged === 0
  return state === 'failed' || isNothingIn ? EXIT.problems : EXIT.ok
}

/** As many as a person reads; all of them are in the file. */
const SHOWN_PROBLEMS = 20

/** What became of the columns of a file: which field each fills, and which fill none. */
export function mappingLines({ words }: CommandCall, run: ImportRun): readonly string[] {
  const pairs = mappedColumns(importPlan(run).mapping).map(([field, column]) => `${column} → ${field}`)
  const unused = unusedColumns(run)
  return [
    ...(pairs.length > 0 ? [words.imports.pairs(pairs.join(words.imports.comma))] : []),
    ...(unused.length > 0 ? [words.imports.unused(unused.join(words.imports.comma))] : []),
  ]
}

/** Tells what an import would do. */
export function tellPreview(call: CommandCall, { run, counts, looked, missing, rows, unused }: ImportPreview): ExitCode {
  const { words, language } = call
  const number = (count: number) => formatNumber(count, language)
  const shown = {
    created: number(counts.created),
    updated: number(counts.updated),
    unchanged: number(counts.unchanged),
    failed: number(counts.failed),
  }
  const problems = rows.flatMap(({ row, problem }) =>
    problem ? [`${number(row)}: ${language === 'fa' ? problem.fa : problem.en}`] : [],
  )
  const lines = [
    words.imports.would(number(looked)),
    words.imports.done(shown),
    ...(missing.length > 0 ? [words.imports.missing(missing.join(words.imports.comma))] : []),
    ...problems,
    ...mappingLines(call, run),
  ]
  answer(call, {
    json: { counts, looked, missing, mapped: importPlan(run).mapping.fields, unused, rows },
    text: lines.join('\n'),
  })
  return counts.failed > 0 && counts.created + counts.updated + counts.unchanged === 0 ? EXIT.problems : EXIT.ok
}
