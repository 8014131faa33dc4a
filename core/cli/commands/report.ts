import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import { textIn } from '../../model/text/localized-text.js'
import { type Report, reportParams, reportTable, reportType, runReport, type TableReader } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { parseParams } from '../parse-params.js'
import { withCrm } from '../with-crm.js'
import type { Words } from '../words/index.js'

interface ReportOptions {
  readonly param?: readonly string[]
}

/** Runs a report and prints its rows. */
export const report = defineCommand<ReportOptions>({
  name: 'report',
  usage: '<type>',
  options: (command, words) => {
    command.option('--param <name=value...>', words.options.param)
  },
  async run(call) {
    const [type = ''] = call.args
    const params = parseParams(call.options.param ?? [])
    const { result, crmReader } = await withCrm(call, async (crm) => ({
      result: await runNamed(crm, { type, params }),
      crmReader: { language: call.language, calendar: crm.settings.calendar, timeZone: crm.settings.timeZone },
    }))
    const { rows, totals, notes } = result
    answer(call, { json: { rows, totals, notes }, text: asTable(result, { crmReader, words: call.words }) })
    return EXIT.ok
  },
})

/** What can be given is known only when the plugins are loaded, so a wrong parameter is answered with the right ones. */
async function runNamed(crm: Crm, request: { type: string; params: Readonly<Record<string, unknown>> }): Promise<Report> {
  try {
    return await runReport(crm, { actor: SYSTEM, ...request })
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || thrown.code !== 'REPORT_PARAMS_INVALID') throw thrown
    const declared = Object.entries(reportParams(reportType(crm, request.type).value))
    const known = declared.map(([name, { type }]) => `${name} (${type})`)
    const message = {
      en: `${thrown.message} Its parameters: ${known.join(', ') || 'none'}.`,
      fa: `${thrown.said?.fa ?? thrown.message} پارامترهای آن: ${known.join('، ') || 'هیچ'}.`,
    }
    throw new CrmError(thrown.code, message, { cause: thrown, details: thrown.details })
  }
}

function asTable(result: Report, { crmReader, words }: { crmReader: TableReader; words: Words }): string {
  const notes = result.notes.map((note) => textIn(note, crmReader.language))
  if (result.rows.length === 0) return [words.report.empty, ...notes].join('\n\n')
  const { columns, rows, totals } = reportTable(result, crmReader)
  const texts = [...rows, ...totals].map((row) => row.map(({ text }) => text || '–'))
  const table = formatTable(
    columns.map(({ label, isFigure }) => ({ title: label, isNumber: isFigure })),
    texts,
  )
  return [table, ...notes].join('\n\n')
}
