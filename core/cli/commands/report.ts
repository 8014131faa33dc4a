import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { CrmError } from '../../errors.js'
import { formatNumber, formatPercent } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { type Report, runReport, valueText } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'
import type { Language, Words } from '../words/index.js'

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
    const result = await withCrm(call, (crm) => runNamed(crm, { type, params }))
    answer(call, { json: { rows: result.rows }, text: asTable(result, call) })
    return EXIT.ok
  },
})

/** What can be given is known only when the plugins are loaded, so a wrong parameter is answered with the right ones. */
async function runNamed(crm: Crm, request: { type: string; params: Readonly<Record<string, unknown>> }): Promise<Report> {
  try {
    return await runReport(crm, { actor: SYSTEM, ...request })
  } catch (thrown) {
    if (!(thrown instanceof CrmError) || thrown.code !== 'REPORT_PARAMS_INVALID') throw thrown
    const declared = Object.entries(crm.registry.reportTypes.get(request.type)?.value.params ?? {})
    const known = declared.map(([name, { type }]) => `${name} (${type})`).join(', ') || 'none'
    throw new CrmError(thrown.code, `${thrown.message} Its parameters: ${known}.`, { cause: thrown, details: thrown.details })
  }
}

/** A value that reads as JSON is taken so: `limit=5` is a number; anything else is text. */
function parseParams(pairs: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      if (name === '' || rest.length === 0) throw wrongArgument('--param', `"${pair}" is not written as name=value.`)
      return [name, jsonOrText(rest.join('='))]
    }),
  )
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function asTable(result: Report, { words, language }: { words: Words; language: Language }): string {
  const { declaration, rows } = result
  if (rows.length === 0) return words.report.empty
  const columns = Object.entries(declaration.columns)
  return formatTable(
    columns.map(([name, { label, type }]) => ({
      title: textIn(label ?? name, language),
      isNumber: type === 'number' || type === 'integer',
    })),
    rows.map((row) => columns.map(([name]) => cell(result, { name, value: row[name], words }, language))),
  )
}

interface Cell {
  readonly name: string
  readonly value: unknown
  readonly words: Words
}

function cell(report: Report, { name, value, words }: Cell, language: Language): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'boolean') return value ? words.values.yes : words.values.no
  if (typeof value === 'number')
    return /(rate|share)$/i.test(name) ? formatPercent(value, language) : formatNumber(value, language)
  return valueText(report, { column: name, value: String(value) }, language)
}
