import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { asError, CrmError } from '../../errors.js'
import { defineCommand } from '../cli-command.js'
import { importEverything } from '../import-all.js'
import { importRecordsFile, type RecordImportOptions } from '../import-records.js'
import { withCrm } from '../with-crm.js'

/** Imports a file row by row; what fails is written beside its reason to a file of its own. */
export const importFile = defineCommand<RecordImportOptions>({
  name: 'import',
  usage: '<file> [folder]',
  options: (command, words) => {
    const { options } = words.imports
    command
      .option('--mapping <id>', words.options.mapping)
      .option('--entity <entity>', options.entity)
      .addOption(command.createOption('--mode <mode>', options.mode).choices(['create', 'update', 'both']))
      .option('--match <fields...>', options.match)
      .option('--map <field=column...>', options.map)
      .option('--stages <stage...>', options.stages)
      .option('--leave-out', options.leaveOut)
      .option('--dry-run', options.dryRun)
      .option('--write-mapping <file>', options.writeMapping)
  },
  async run(call) {
    if (call.args[0] === 'all') return withCrm(call, (crm) => importEverything(call, { crm, folder: call.args[1] }))
    const path = resolve(call.io.cwd, call.args[0] ?? '')
    await requireFile(path)
    return withCrm(call, (crm) => importRecordsFile(call, { crm, path }))
  },
})

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => asError(cause))
  if (!(found instanceof Error) && found.isFile()) return
  const why = found instanceof Error ? found.message.replace(/, stat .*$/, '') : 'it is no file'
  throw new CrmError('CLI_FILE_UNREADABLE', `This cannot be read: ${why}.`, { details: { file: path } })
}
