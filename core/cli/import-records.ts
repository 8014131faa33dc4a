import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { SYSTEM } from '../access/index.js'
import type { Crm } from '../crm/crm.js'
import { asError, CrmError } from '../errors.js'
import { DECISION_STAGES } from '../model/decision.js'
import type { ImportRun } from '../model/entities/import-run.js'
import type { ImportEntity } from '../model/import-fields.js'
import type { MappingDefinition } from '../model/mapping.js'
import {
  discardImport,
  type ImportMode,
  importPlan,
  mappingFileText,
  missingColumns,
  openImport,
  previewImport,
  requireImportEntity,
  setUpImport,
  stagesLeftOut,
  startImport,
} from '../operations/index.js'
import { isRefusal } from '../plugin-api/index.js'
import { onlyCsvMapping } from './choose-mapping.js'
import type { CommandCall, ExitCode } from './cli-command.js'
import { note } from './output/answer.js'
import { wrongArgument } from './parse-arguments.js'
import { mappingLines, runWithProgress, tellPreview, tellRun } from './tell-import.js'

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
  try {
    const run = await setUpImport(crm, { actor: SYSTEM, id, setUp: setUpOf(options, { run: opened, named }) })
    if (isRefusal(run)) throw new CrmError('IMPORT_INVALID', run.refused)
    tellMissing(call, run)
    if (options.writeMapping !== undefined)
      await writeMapping(resolve(call.io.cwd, options.writeMapping), importPlan(run).mapping)
    if (options.dryRun) return tellPreview(call, await previewImport(crm, { actor: SYSTEM, id }))
    if (!named) for (const line of mappingLines(call, run)) note(call, line)
    await startImport(crm, { actor: SYSTEM, id })
  } finally {
    // What was only looked at, or told wrongly, leaves nothing behind.
    await discardImport(crm, { actor: SYSTEM, id })
  }
  return tellRun(call, { crm, run: await runWithProgress(call, { crm, id }) })
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
  return typed === undefined ? undefined : requireImportEntity(typed)
}

function mappingNamed(crm: Crm, id: string): MappingDefinition {
  const { mappings } = crm.rules()
  const found = Object.hasOwn(mappings, id) ? mappings[id] : undefined
  if (found) return found
  const known = Object.keys(mappings)
  const message = {
    en: `There is no mapping "${id}". Known: ${known.join(', ') || 'none'}.`,
    fa: `نگاشت «${id}» وجود ندارد. شناخته‌شده‌ها: ${known.join('، ') || 'هیچ'}.`,
  }
  throw new CrmError('MAPPING_UNKNOWN', message, { details: { mapping: id } })
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
