import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { formatNumber } from '../../model/text/format-number.js'
import {
  ENTITY_PATHS,
  type ExportRequest,
  exportAll,
  exportCsv,
  exportSheet,
  parseConditions,
  requireExportEntity,
} from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT, type ExitCode } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ExportOptions {
  readonly out?: string
  readonly to?: string
  readonly filter?: string
  readonly columns?: readonly string[]
  readonly labels?: boolean
  readonly bom?: boolean
}

/** Gives out the records of an entity, or everything. */
export const exportRecords = defineCommand<ExportOptions>({
  name: 'export',
  usage: '<entity>',
  options: (command, words) => {
    command
      .option('--out <file>', words.imports.options.out)
      .option('--to <folder>', words.imports.options.to)
      .option('--filter <conditions>', words.options.filter)
      .option('--columns <field...>', words.imports.options.columns)
      .option('--labels', words.imports.options.labels)
      .option('--no-bom', words.imports.options.noBom)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const [name = ''] = call.args
      return name === 'all' ? everything(call, crm) : oneEntity(call, { crm, name })
    }),
})

async function everything(call: CommandCall<ExportOptions>, crm: Crm): Promise<ExitCode> {
  const { to } = call.options
  if (to === undefined) throw wrongArgument('--to', 'say into which folder everything is written.')
  const manifest = await exportAll(crm, { actor: SYSTEM, folder: resolve(call.io.cwd, to) })
  const lines = manifest.files.map(({ file, rows }) => call.words.imports.exported(formatNumber(rows, call.language), file))
  answer(call, { json: manifest, text: lines.join('\n') })
  return EXIT.ok
}

async function oneEntity(call: CommandCall<ExportOptions>, { crm, name }: { crm: Crm; name: string }): Promise<ExitCode> {
  const { options, io, language } = call
  const entity = requireExportEntity(singular(name))
  const request: ExportRequest = {
    ...{ actor: SYSTEM, entity },
    ...(options.filter === undefined ? {} : { where: conditionsOf(options.filter, { crm, isLead: entity === 'lead' }) }),
    ...(options.columns ? { columns: options.columns } : {}),
    ...(options.labels ? { language } : {}),
  }
  if (options.out === undefined) {
    for await (const text of exportCsv(crm, { ...request, bom: false })) io.stdout.write(text)
    return EXIT.ok
  }
  const path = resolve(io.cwd, options.out)
  if (extname(path).toLowerCase() === '.xlsx') await writeFile(path, await exportSheet(crm, request), { mode: 0o600 })
  else
    await pipeline(
      Readable.from(exportCsv(crm, { ...request, bom: options.bom !== false })),
      createWriteStream(path, { mode: 0o600 }),
    )
  const rows = await crm.store.records.count(entity, request.where && entity !== 'lead' ? { where: request.where } : {})
  answer(call, { json: { entity, file: path, rows }, text: call.words.imports.exported(formatNumber(rows, language), path) })
  return EXIT.ok
}

/** Entities can be called as in the addresses of the API: `accounts` is `account`. */
function singular(name: string): string {
  const byPath = Object.entries(ENTITY_PATHS).find(([, path]) => path === name)?.[0]
  return byPath ?? (/^(?:leads|users|activities|tasks)$/.test(name) ? name.replace(/ies$/, 'y').replace(/s$/, '') : name)
}

function conditionsOf(text: string, { crm, isLead }: { crm: Crm; isLead: boolean }) {
  try {
    return parseConditions(JSON.parse(text) as unknown, ...(isLead ? [crm.rules()] : []))
  } catch (error) {
    if (error instanceof SyntaxError) throw wrongArgument('--filter', `it is no JSON: ${error.message}.`)
    throw error
  }
}
