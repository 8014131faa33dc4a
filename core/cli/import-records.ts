import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import { asError, CrmError } from '../errors.js'
import { DECISION_STAGES } from '../model/decision.js'
import type { ImportRun } from '../model/entities/import-run.js'
import { type ImportEntity, isImportEntity } from '../model/import-fields.js'
import type { MappingDefinition } from '../model/mapping.js'
import { formatNumber } from '../model/text/format-number.js'
import {
  failedRowsCsv,
  type ImportMode,
  type ImportPreview,
  importPlan,
  mappingFileText,
  missingColumns,
  openImport,
  previewImport,
  runImport,
  setUpImport,
  stagesLeftOut,
  startImport,
} from '../operations/index.js'
import { isRefusal } from '../plugin-api/index.js'
import { onlyCsvMapping } from './choose-mapping.js'
import { type CommandCall, EXIT, type ExitCode } from './cli-command.js'
import { answer, note } from './output/answer.js'
import { createProgress } from './output/progress.js'
import { wrongArgument } from './parse-arguments.js'

/** What was typed of an import of any records. */
export interface RecordImportOptions {
  readonly mapping?: string
  readonly entity?: string
  readonly mode?: string
  readonly match?: readonly string[]
  readonly map?: readonly string[]
  readonly stages?: readonly string[]
  readonly leaveOut?: boolean
  readonly dryRun?: boolean
  readonly writeMapping?: string
}

type Call = CommandCall<RecordImportOptions>

/** Imports a file as the options say; what they leave open is suggested from its columns. */
export async function importRecordsFile(call: Call, { crm, path }: { crm: Crm; path: string }): Promise<ExitCode> {
  const { options } = call
  const wanted = entityOf(options.entity)
  const named = mappingOf(call, { crm, path })
  const opened = await openImport(crm, {
    ...{ actor: SYSTEM, fileName: basename(path), file: createReadStream(path) },
    ...(wanted ? { entity: wanted } : {}),
    ...(named ? { mapping: named } : {}),
  })
  const { id } = opened
  const run = await setUpImport(crm, { actor: SYSTEM, id, setUp: setUpOf(options, { run: opened, named }) })
  if (isRefusal(run)) throw new CrmError('IMPORT_INVALID', run.refused)
  tellMissing(call, run)
  if (options.writeMapping !== undefined) await writeMapping(resolve(call.io.cwd, options.writeMapping), importPlan(run).mapping)
  if (options.dryRun) return tellPreview(call, await previewImport(crm, { actor: SYSTEM, id }))
  await startImport(crm, { actor: SYSTEM, id })
  const done = await runWithProgress(call, { crm, id })
  return tellRun(call, { crm, run: done })
}

/** The mapping that was named; a CSV file of which nothing is said is read by the one of the deployment. */
function mappingOf(call: Call, { crm, path }: { crm: Crm; path: string }): MappingDefinition | undefined {
  const { mapping, ...others } = call.options
  if (mapping !== undefined) return mappingNamed(crm, mapping)
  const asked = ['entity', 'mode', 'match', 'map', 'stages', 'leaveOut', 'dryRun', 'writeMapping'].some((name) => name in others)
  if (asked || path.toLowerCase().endsWith('.xlsx')) return undefined
  const only = onlyCsvMapping(crm)
  note(call, call.words.import.mappingTaken(only))
  return mappingNamed(crm, only)
}

/**
 * Columns that are not there. A file that is read by a mapping of one's own must have them: it was written for that file. Those
 * for exports of other systems name more than anybody has.
 */
function tellMissing(call: Call, run: ImportRun): void {
  const { mapping } = importPlan(run)
  const columns = (run.columns as readonly string[] | undefined) ?? []
  const missing = columns.length === 0 ? [] : missingColumns(mapping, columns)
  if (missing.length === 0) return
  if (call.options.mapping === undefined || mapping.header !== undefined) {
    note(call, call.words.imports.missing(missing.join(', ')))
    return
  }
  const message = `The mapping "${mapping.id}" reads ${missing.map((name) => `"${name}"`).join(', ')}, which the file does not have. Its columns: ${columns.join(', ')}.`
  throw new CrmError('CSV_COLUMN_MISSING', message, { details: { mapping: mapping.id, missing, columns } })
}

function setUpOf(options: RecordImportOptions, { run, named }: { run: ImportRun; named: MappingDefinition | undefined }) {
  const base = named ?? importPlan(run).mapping
  const pairs = (options.map ?? []).map((pair) => {
    const [field = '', ...column] = pair.split('=')
    if (field === '' || column.length === 0) throw wrongArgument('--map', `"${pair}" is not written as field=column.`)
    return [field, column.join('=')] as const
  })
  const match = options.match ? { match: options.match } : {}
  const mapping: MappingDefinition = { ...base, ...match, fields: { ...base.fields, ...Object.fromEntries(pairs) } }
  const unknown = options.stages?.find((stage) => !(DECISION_STAGES as readonly string[]).includes(stage))
  if (unknown !== undefined) throw wrongArgument('--stages', `"${unknown}" is no stage; they are ${DECISION_STAGES.join(', ')}.`)
  return {
    mapping,
    ...entitySetUp(options, mapping),
    ...(options.mode === undefined ? {} : { mode: options.mode as ImportMode }),
    settings: {
      ...withoutOf(options, named),
      ...(options.leaveOut ? { badCells: 'leave-out' as const } : {}),
    },
  }
}

/** A mapping that was written for leads as they come goes through all rules; one for exports of another system brings history. */
function withoutOf({ stages }: RecordImportOptions, named: MappingDefinition | undefined) {
  if (stages) return { without: stagesLeftOut(stages) }
  const isOfLeads = named !== undefined && named.entity === undefined && named.header === undefined
  return isOfLeads ? { without: [] } : {}
}

function entitySetUp(
  { entity, mapping }: RecordImportOptions,
  { entity: ofMapping }: MappingDefinition,
): { entity?: ImportEntity } {
  const wanted = entityOf(entity ?? (mapping === undefined ? undefined : (ofMapping ?? 'lead')))
  return wanted ? { entity: wanted } : {}
}

function entityOf(typed: string | undefined): ImportEntity | undefined {
  if (typed === undefined || isImportEntity(typed)) return typed
  throw wrongArgument('--entity', `"${typed}" cannot be imported.`)
}

function mappingNamed(crm: Crm, id: string): MappingDefinition {
  const { mappings } = crm.rules()
  const found = Object.hasOwn(mappings, id) ? mappings[id] : undefined
  if (found) return found
  throw new CrmError('MAPPING_UNKNOWN', `There is no mapping "${id}". Known: ${Object.keys(mappings).join(', ') || 'none'}.`, {
    details: { mapping: id },
  })
}

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
  const failedFile = failed > 0 ? join(crm.deployment.dataFolder, 'imports', `${id}.failed.csv`) : undefined
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
    ...(failedFile ? [words.imports.failedFile(failedFile)] : []),
  ]
  answer(call, { json: { ...run, ...(failedFile ? { failedFile } : {}) }, text: lines.join('\n') })
  if (problem !== undefined) note(call, problem)
  const isNothingIn = failed > 0 && created + updated + unchanged === 0
  return state === 'failed' || isNothingIn ? EXIT.problems : EXIT.ok
}

function tellPreview(call: CommandCall, { counts, looked, missing, rows, unused }: ImportPreview): ExitCode {
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
    ...(missing.length > 0 ? [words.imports.missing(missing.join(', '))] : []),
    ...problems,
  ]
  answer(call, { json: { counts, looked, missing, unused, rows }, text: lines.join('\n') })
  return counts.failed > 0 && counts.created + counts.updated + counts.unchanged === 0 ? EXIT.problems : EXIT.ok
}

/** Where a file stands already it stays; its name is the id of the mapping. */
async function writeMapping(file: string, mapping: MappingDefinition): Promise<void> {
  const id = basename(file).replace(/(?:\.mapping)?\.json$/, '')
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFile(file, mappingFileText(mapping, id), { flag: 'wx' })
  } catch (error) {
    if (asError(error).message.startsWith('EEXIST')) throw wrongArgument('--write-mapping', `${file} is there already.`)
    throw error
  }
}
