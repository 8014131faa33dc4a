import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type RescoreProgress, type RescoreReport, rescoreLeads } from '../../operations/index.js'
import { checkFilter } from '../check-filter.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { leadFilterOf } from '../lead-filter-options.js'
import { answer, note } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { createProgress } from '../output/progress.js'
import { withCrm } from '../with-crm.js'

interface RescoreOptions {
  readonly filter?: string
  readonly segment?: string
  readonly closed?: boolean
  readonly fromStart?: boolean
}

/** Lets the rules of now decide again about the leads that are there. */
export const leadsRescore = defineCommand<RescoreOptions>({
  name: 'leads rescore',
  options: (command, words) => {
    command
      .option('--filter <conditions>', words.options.filter)
      .option('--segment <id>', words.options.segment)
      .option('--closed', words.options.closedToo)
      .option('--from-start', words.options.fromStart)
  },
  async run(call) {
    const filter = leadFilterOf(call.options)
    return withCrm(call, async (crm) => {
      checkFilter(filter, crm.rules())
      const report = await withProgress(call, { crm, filter })
      if (report.changed > 0) {
        note(call, call.words.import.effects)
        await crm.settle()
      }
      answer(call, { json: report, text: inWords(call, report).join('\n') })
      return report.isComplete && report.problems.length === 0 ? EXIT.ok : EXIT.problems
    })
  },
})

async function withProgress(
  call: CommandCall<RescoreOptions>,
  { crm, filter }: { readonly crm: Crm; readonly filter: ReturnType<typeof leadFilterOf> },
): Promise<RescoreReport> {
  const { io, words, language, options } = call
  const bar = createProgress(io.stderr, Date.now)
  const start = Date.now()
  let first: number | undefined
  const said = ({ done, of, changed }: RescoreProgress) =>
    words.rescore.progress(formatNumber(done, language), formatNumber(of, language), formatNumber(changed, language))
  const onProgress = (progress: RescoreProgress): void => {
    first ??= progress.done
    const seconds = secondsLeft(progress, { first, ms: Date.now() - start })
    const left = seconds === undefined ? '' : words.rescore.left(formatNumber(seconds, language))
    bar.show(progress.of === 0 ? 1 : progress.done / progress.of, `${said(progress)}${left}`)
  }
  const report = await rescoreLeads(crm, {
    actor: SYSTEM,
    filter,
    closedToo: options.closed === true,
    fromStart: options.fromStart === true,
    onProgress,
    signal: io.signal,
  })
  bar.end(said(report))
  return report
}

/** What is left at the speed of this run; nothing is said before there is one. */
function secondsLeft(
  { done, of }: RescoreProgress,
  { first, ms }: { readonly first: number; readonly ms: number },
): number | undefined {
  return done > first && ms > 0 ? Math.round(((of - done) * ms) / (done - first) / 1_000) : undefined
}

function inWords({ words, language }: CommandCall, report: RescoreReport): readonly string[] {
  const shown = (count: number) => formatNumber(count, language)
  return [
    ...(report.resumedAt > 0 ? [words.rescore.resumed(shown(report.resumedAt))] : []),
    words.rescore.done(shown(report.done), shown(report.changed)),
    ...(report.isComplete ? [] : [words.rescore.cutShort(shown(report.of - report.done))]),
    ...report.problems.map(({ message, leads }) => plainText(`${message}: ${words.impact.leads(shown(leads))}`)),
  ]
}
