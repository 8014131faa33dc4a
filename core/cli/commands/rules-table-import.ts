import { resolve } from 'node:path'
import { examineRules } from '../../crm/load-rules.js'
import { isOwn, writeMended } from '../../crm/mend-rules.js'
import { type CrmError, CrmErrors } from '../../errors.js'
import { lineDiff } from '../../model/text/line-diff.js'
import { type ImportedTable, importSheet, isWarning, type SourceFile } from '../../rule-engine/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { inSheet } from '../sheet/in-sheet.js'
import { readSheet } from '../sheet/read-sheet.js'
import { tableFile } from '../table-file.js'
import { mayComeFromPlugin, tryParts } from '../try-parts.js'
import { deploymentOf } from '../with-crm.js'

interface ImportOptions {
  readonly from: string
  readonly dryRun?: boolean
}

/** Takes the decision table of a rule file over from a sheet; with anything wrong in it nothing is written. */
export const rulesTableImport = defineCommand<ImportOptions>({
  name: 'rules table import',
  usage: '<file>',
  options: (command, { table: { options } }) => {
    command.requiredOption('--from <sheet>', options.tableFrom).option('--dry-run', options.tableDryRun)
  },
  async run(call) {
    const { options, io, words } = call
    const deployment = await deploymentOf(call)
    const { registry, pluginErrors } = await tryParts(deployment)
    const source = await tableFile(call, { deployment, registry })
    if (!(await isOwn(source.file, deployment))) throw wrongArgument(call.args[0] ?? '', words.table.notOwn)
    const file = resolve(io.cwd, options.from)
    const imported = importSheet(source, { file, sheet: await readSheet(file) })
    if (!('text' in imported)) throw new CrmErrors(imported)
    const { mistakes } = await examineRules({
      layers: deployment.layers,
      registry,
      texts: new Map([[source.file, imported.text]]),
    })
    const isCertain = (mistake: CrmError) => pluginErrors.length === 0 || !mayComeFromPlugin(mistake)
    const wrong = mistakes.filter((mistake) => !isWarning(mistake) && mistake.details.file === source.file && isCertain(mistake))
    if (wrong.length > 0) throw new CrmErrors(wrong.map((mistake) => inSheet(mistake, { file, imported })))
    return takeOver(call, source, imported)
  },
})

async function takeOver(call: CommandCall<ImportOptions>, { file, text: before }: SourceFile, { text: after }: ImportedTable) {
  const { options, words } = call
  const isChanged = before !== after
  const written = isChanged && !options.dryRun ? await writeMended([{ file, before, after, mended: [] }]) : []
  if (isChanged && !options.dryRun && written.length === 0) {
    note(call, words.ruleCheck.changedMeanwhile(file))
    return EXIT.problems
  }
  const changes = lineDiff(before, after)
  const said = isChanged
    ? options.dryRun
      ? words.table.wouldChange(file)
      : words.table.imported(file)
    : words.table.unchanged(file)
  answer(call, { json: { file, changed: isChanged, written: written.length > 0, changes }, text: [said, ...changes].join('\n') })
  return EXIT.ok
}
