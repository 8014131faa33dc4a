import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { Pipeline } from '../../model/pipeline.js'
import { formatMoney, formatNumber, formatPercent } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { listPipelines, pipelineBoard } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

/** Lists the pipelines: each stage with how many opportunities stand there, for how much, and how many too long. */
export const pipelineList = defineCommand({
  name: 'pipeline list',
  async run(call) {
    return withCrm(call, async (crm) => {
      const pipelines = listPipelines(crm, { actor: SYSTEM })
      const stages = (await Promise.all(pipelines.map((pipeline) => stagesOf(crm, pipeline)))).flat()
      answer(call, {
        json: { pipelines, stages },
        text: stages.length === 0 ? call.words.pipeline.none : asTable(call, pipelines, stages),
      })
      return EXIT.ok
    })
  },
})

type StageRow = Awaited<ReturnType<typeof stagesOf>>[number]

async function stagesOf(crm: Crm, pipeline: Pipeline) {
  const columns = await pipelineBoard(crm, { actor: SYSTEM, pipeline })
  return columns.map(({ stage, count, sums, overdue }) => ({ pipeline: pipeline.id, stage: stage.id, count, sums, overdue }))
}

function asTable({ words, language }: CommandCall, pipelines: readonly Pipeline[], rows: readonly StageRow[]): string {
  const { columns, categories } = words.pipeline
  const shown = rows.map((row) => {
    const pipeline = pipelines.find(({ id }) => id === row.pipeline)
    const stage = pipeline?.statuses.find(({ id }) => id === row.stage)
    return [
      `${textIn(pipeline?.title ?? row.pipeline, language)} (${row.pipeline})`,
      `${textIn(stage?.label ?? row.stage, language)} (${row.stage})`,
      stage ? categories[stage.category] : '',
      stage?.probability === undefined ? '–' : formatPercent(stage.probability, language),
      formatNumber(row.count, language),
      row.sums.map((sum) => formatMoney(sum, language)).join(', ') || '–',
      formatNumber(row.overdue, language),
    ]
  })
  const numbers = new Set(['probability', 'count', 'overdue'])
  const titles = Object.entries(columns).map(([name, title]) => ({ title, isNumber: numbers.has(name) }))
  return formatTable(titles, shown)
}
