import { SYSTEM } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import { optionsOf } from '../../model/fields.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { listImports, resumeImport, showImport, stopImport, undoImport } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { type CliCommand, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { runWithProgress, tellRun } from '../tell-import.js'
import { withCrm } from '../with-crm.js'

/** Lists imports, the newest first. */
export const importsList = defineCommand({
  name: 'imports list',
  run: (call) =>
    withCrm(call, async (crm) => {
      const { records } = await listImports(crm, { actor: SYSTEM, limit: 50 })
      const { columns, none } = call.words.imports
      const state = crm.fields.importRun['state']
      const labels = new Map((state ? optionsOf(state) : []).map(({ value, label }) => [value, textIn(label, call.language)]))
      const table = formatTable(
        Object.entries(columns).map(([name, title]) => ({ title, isNumber: name === 'rows' || name === 'failed' })),
        records.map((run) => [
          ...[run.id, run.entity, run.fileName, labels.get(run.state) ?? run.state],
          ...[formatNumber(run.rowsDone, call.language), formatNumber(run.failed, call.language)],
        ]),
      )
      answer(call, { json: { imports: records }, text: records.length === 0 ? none : table })
      return EXIT.ok
    }),
})

/** Shows how far an import is, and writes the rows that failed to a file. */
export const importsShow = defineCommand({
  name: 'imports show',
  usage: '<id>',
  run: (call) =>
    withCrm(call, async (crm) => tellRun(call, { crm, run: await showImport(crm, { actor: SYSTEM, id: call.args[0] ?? '' }) })),
})

/** Steering an import; what goes on works here until it is over. */
export const importsStop = steering('imports stop', stopImport)
export const importsResume = steering('imports resume', resumeImport)
export const importsUndo = steering('imports undo', undoImport)

function steering(name: 'imports stop' | 'imports resume' | 'imports undo', steer: typeof stopImport): CliCommand {
  return defineCommand({
    name,
    usage: '<id>',
    run: (call) =>
      withCrm(call, async (crm) => {
        const [id = ''] = call.args
        const run = await steer(crm, { actor: SYSTEM, id })
        if (isRefusal(run))
          throw new CrmError('IMPORT_STATE', run.words ? { en: run.words.en, fa: run.words.fa ?? run.words.en } : run.refused)
        return tellRun(call, { crm, run: await runWithProgress(call, { crm, id }) })
      }),
  })
}
