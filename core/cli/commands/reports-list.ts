import { textIn } from '../../model/text/localized-text.js'
import { reportParams } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the reports that can be run, with their parameters. */
export const reportsList = defineCommand({
  name: 'reports list',
  async run(call) {
    const { columns } = call.words.report
    const reports = await withCrm(call, async (crm) =>
      [...crm.registry.reportTypes].map(([type, { value }]) => ({
        type,
        label: value.label,
        about: value.about ?? 'leads',
        params: Object.keys(reportParams(value)),
      })),
    )
    const rows = reports.map(({ type, label, about, params }) => [type, textIn(label, call.language), about, params.join(' ')])
    const titles = [columns.id, columns.label, columns.about, '--param'].map((title) => ({ title }))
    answer(call, { json: { reports }, text: formatTable(titles, rows) })
    return EXIT.ok
  },
})
