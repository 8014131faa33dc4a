import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Option } from 'commander'
import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { loadRules } from '../../crm/load-rules.js'
import { type Deployment, readDeployment } from '../../deployment/index.js'
import { parseInstant } from '../../model/calendar/parse-day.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type Impact, measureImpact, type RulesToCompare, rulesToCompare } from '../../operations/index.js'
import { checkFilter } from '../check-filter.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { impactMarkdown } from '../impact-markdown.js'
import { impactText } from '../impact-text.js'
import { addLeadFilterOptions, type LeadFilterOptions, leadFilterOf } from '../lead-filter-options.js'
import { leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { createProgress } from '../output/progress.js'
import { parseCount, wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ImpactOptions extends LeadFilterOptions {
  readonly against?: string
  readonly asOf?: string
  readonly limit?: string
  readonly closed?: boolean
  readonly format: 'text' | 'markdown'
}

/** Shows what the working rules would change about the leads that are there; nothing is done. */
export const rulesImpact = defineCommand<ImpactOptions>({
  name: 'rules impact',
  options: (command, words) => {
    addLeadFilterOptions(command, words)
      .option('--against <rules>', words.options.against)
      .option('--as-of <day>', words.options.asOf)
      .option('--limit <count>', words.options.mostLeads)
      .option('--closed', words.options.closedToo)
      .addOption(new Option('--format <form>', words.options.format).choices(['text', 'markdown']).default('text'))
  },
  async run(call) {
    const { asOf, limit } = call.options
    const instant = asOf === undefined ? undefined : instantOf(asOf)
    const most = limit === undefined ? undefined : parseCount('--limit', limit, { min: 1, max: 1_000_000_000 })
    const filter = leadFilterOf(call.options)
    return withCrm(call, async (crm) => {
      if (instant !== undefined && instant > crm.now()) throw wrongArgument('--as-of', `"${asOf}" has not come yet.`)
      checkFilter(filter, crm.rules())
      const rules = await chosenRules(crm, call)
      const impact = await withProgress(call, { crm, rules, filter, asOf: instant, limit: most, closedToo: call.options.closed })
      answer(call, { json: impact, text: await inWords(impact, { crm, call }) })
      return EXIT.ok
    })
  },
})

function instantOf(text: string): number {
  const instant = parseInstant(text)
  if (instant === undefined) throw wrongArgument('--as-of', `"${text}" is no day; write for example 2026-03-21 or 1405-01-01.`)
  return instant
}

/** A folder that is there is compared with; every other text is a number, a digest or a name of what decides now. */
async function chosenRules(crm: Crm, call: CommandCall<ImpactOptions>): Promise<RulesToCompare> {
  const { against } = call.options
  const folder = against === undefined ? undefined : resolve(call.io.cwd, against)
  if (folder === undefined || !(await isFolder(folder))) return rulesToCompare(crm, against)
  const { ruleSet: after } = await crm.ruleShelf.working()
  const { ruleSet: before } = await loadRules(await layersIn(folder, { crm, call }), crm.registry)
  return { before, after }
}

/** A whole deployment brings its layers; a folder of rules stands in the place of this deployment's own. */
async function layersIn(folder: string, { crm, call }: { crm: Crm; call: CommandCall }): Promise<Deployment['layers']> {
  const { layers, config } = crm.deployment
  const isDeployment = await stat(join(folder, 'sarnakh.json')).then(
    () => true,
    () => false,
  )
  if (isDeployment) return (await readDeployment({ folder, env: call.io.env })).layers
  const rules = (await isFolder(join(folder, 'rules'))) ? join(folder, 'rules') : folder
  return [...layers.filter(({ name }) => name !== config.id), { name: config.id, folder: rules }]
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ?? false
}

type Measuring = Pick<Parameters<typeof measureImpact>[1], 'rules' | 'filter' | 'asOf' | 'limit' | 'closedToo'> & {
  readonly crm: Crm
}

async function withProgress({ io, words, language }: CommandCall, { crm, ...request }: Measuring): Promise<Impact> {
  const bar = createProgress(io.stderr, Date.now)
  const said = (asked: number, of: number) => words.impact.progress(formatNumber(asked, language), formatNumber(of, language))
  const onProgress = (asked: number, of: number) => bar.show(asked / of, said(asked, of))
  const impact = await measureImpact(crm, { actor: SYSTEM, ...request, onProgress, signal: io.signal })
  bar.end(said(impact.leads.asked, impact.leads.of))
  return impact
}

async function inWords(impact: Impact, { crm, call }: { crm: Crm; call: CommandCall<ImpactOptions> }): Promise<string> {
  const { words, language, options } = call
  if (impact.before === impact.after) return words.impact.same(impact.after)
  const reading = { words: words.impact, comma: words.values.comma, reader: await leadReader(crm, call), language }
  return options.format === 'markdown' ? impactMarkdown(impact, reading) : impactText(impact, reading)
}
