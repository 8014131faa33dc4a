import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { asError, CrmError } from '../../errors.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type ImportProgress, importLeads } from '../../operations/index.js'
import { onlyCsvMapping } from '../choose-mapping.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { createFailedRowsFile } from '../failed-rows-file.js'
import { answer, note } from '../output/answer.js'
import { printFailure } from '../output/print-failure.js'
import { createProgress } from '../output/progress.js'
import { withCrm } from '../with-crm.js'
import type { Language } from '../words/index.js'

interface ImportOptions {
  readonly mapping?: string
}

/** Imports a file of leads row by row; what fails is written beside its reason to a file of its own. */
export const importFile = defineCommand<ImportOptions>({
  name: 'import',
  usage: '<file>',
  options: (command, words) => {
    command.option('--mapping <id>', words.options.mapping)
  },
  async run(call) {
    const path = resolve(call.io.cwd, call.args[0] ?? '')
    const bytes = await sizeOf(path)
    return withCrm(call, async (crm) => {
      const { report, failedFile } = await importWithProgress(call, { crm, path, bytes })
      const { stopped, ...counts } = report
      const json = { ...counts, ...(failedFile === undefined ? {} : { failedFile }) }
      answer(call, {
        json: stopped ? { ...json, stopped: stopped.message } : json,
        text: inWords(call, counts, failedFile).join('\n'),
      })
      if (stopped) return printFailure(stopped, { ...call, json: false })
      return isDone(counts) ? EXIT.ok : EXIT.problems
    })
  },
})

/** A file without rows is done; one of which nothing came in, or in which rows still wait, is not. */
function isDone({ rows, added, merged, repeated, waiting }: ImportProgress): boolean {
  return waiting === 0 && (rows === 0 || added + merged + repeated > 0)
}

function inWords({ words, language }: CommandCall, counts: ImportProgress, failedFile: string | undefined): readonly string[] {
  if (counts.rows === 0) return [words.import.noRows]
  const numbers = inNumbers(counts, language)
  return [
    words.import.done(numbers),
    ...(counts.waiting > 0 ? [words.import.waiting(numbers.waiting)] : []),
    ...(failedFile === undefined ? [] : [words.import.failedFile(failedFile)]),
    ...(counts.failed === counts.rows ? [words.import.nothing] : []),
  ]
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => asError(cause))
  if (!(found instanceof Error) && found.isFile()) return found.size
  const why = found instanceof Error ? found.message.replace(/, stat .*$/, '') : 'it is no file'
  throw new CrmError('CLI_FILE_UNREADABLE', `This cannot be read: ${why}.`, { details: { file: path } })
}

interface FileToImport {
  readonly crm: Crm
  readonly path: string
  readonly bytes: number
}

async function importWithProgress(call: CommandCall<ImportOptions>, { crm, path, bytes }: FileToImport) {
  const { io, words, language, options } = call
  const mapping = options.mapping ?? onlyCsvMapping(crm)
  if (options.mapping === undefined) note(call, words.import.mappingTaken(mapping))
  const failedRows = createFailedRowsFile({ dataFolder: crm.deployment.dataFolder, source: path, now: crm.now() })
  const bar = createProgress(io.stderr, crm.now)
  const file = createReadStream(path, { highWaterMark: CHUNK })
  const textOf = (progress: ImportProgress) => {
    const { rows, failed } = inNumbers(progress, language)
    return words.import.progress(rows, failed)
  }
  const onProgress = (now: ImportProgress) => bar.show(file.bytesRead / bytes, textOf(now))
  const report = await importLeads(crm, { actor: SYSTEM, mapping, file, onProgress, onFailedRow: failedRows.add })
  bar.end(textOf(report))
  note(call, words.import.effects)
  await crm.settle()
  return { report, failedFile: await failedRows.close() }
}

/** Small enough that what was read is hardly ahead of what was imported. */
const CHUNK = 16 * 1024

function inNumbers(progress: ImportProgress, language: Language) {
  const shown = (count: number) => formatNumber(count, language)
  return {
    rows: shown(progress.rows),
    added: shown(progress.added),
    merged: shown(progress.merged),
    repeated: shown(progress.repeated),
    failed: shown(progress.failed),
    waiting: shown(progress.waiting),
  }
}
