import { resolve } from 'node:path'
import { noTable, tableSheet } from '../../rule-engine/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { csvOf, writeSheet } from '../sheet/write-sheet.js'
import { tableFile } from '../table-file.js'
import { tryParts } from '../try-parts.js'
import { deploymentOf } from '../with-crm.js'

interface ExportOptions {
  readonly to?: string
}

/** Writes the decision table of a rule file as a sheet, to be edited in a spreadsheet; CSV on stdout where no file is named. */
export const rulesTableExport = defineCommand<ExportOptions>({
  name: 'rules table export',
  usage: '<file>',
  options: (command, { table: { options } }) => {
    command.option('--to <sheet>', options.tableTo)
  },
  async run(call) {
    const { options, io, words, language } = call
    const deployment = await deploymentOf(call)
    const { registry } = await tryParts(deployment)
    const source = await tableFile(call, { deployment, registry })
    const lines = tableSheet(source)
    if (!lines) throw noTable(source.file)
    const to = options.to === undefined ? undefined : resolve(io.cwd, options.to)
    if (to !== undefined) await writeSheet(to, lines, language)
    const rows = lines.length - 1
    if (to === undefined && !options.json) io.stdout.write(csvOf(lines))
    else
      answer(call, {
        json: { file: source.file, rows, ...(to === undefined ? { sheet: lines } : { to }) },
        text: words.table.exported(rows, to ?? ''),
      })
    return EXIT.ok
  },
})
