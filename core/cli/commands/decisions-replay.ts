import { resolve } from 'node:path'
import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { parseDuration } from '../../model/calendar/duration.js'
import { parseInstant } from '../../model/calendar/parse-day.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type ReplayReport, replayDecisions } from '../../operations/index.js'
import { createCasesFile } from '../cases-file.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { createProgress } from '../output/progress.js'
import { parseCount, wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ReplayOptions {
  readonly since: string
  readonly limit?: string
  readonly writeCases?: string
}

/** Asks the rule files on disk about decisions that were really made, and counts what they would decide otherwise. */
export const decisionsReplay = defineCommand<ReplayOptions>({
  name: 'decisions replay',
  options: (command, { publishing }) => {
    command
      .requiredOption('--since <day>', publishing.options.since)
      .option('--limit <count>', publishing.options.mostDecisions)
      .option('--write-cases <file>', publishing.options.writeCases)
  },
  async run(call) {
    return withCrm(call, async (crm) => {
      const report = await replayWithProgress(call, crm)
      answer(call, { json: report, text: describe(report, call).map(plainText).join('\n') })
      return report.different === 0 ? EXIT.ok : EXIT.problems
    })
  },
})

async function replayWithProgress(call: CommandCall<ReplayOptions>, crm: Crm): Promise<ReplayReport> {
  const { io, options, words, language } = call
  const since = sinceOf(options.since, crm.now())
  const limit = options.limit === undefined ? undefined : parseCount('--limit', options.limit, { min: 1, max: 1_000_000_000 })
  const { ruleSet } = await crm.ruleShelf.working()
  const file = options.writeCases === undefined ? undefined : await createCasesFile(resolve(io.cwd, options.writeCases), ruleSet)
  const bar = createProgress(io.stderr, crm.now)
  const shown = (value: number) => formatNumber(value, language)
  try {
    return await replayDecisions(crm, {
      ...{ actor: SYSTEM, since, limit, ruleSet },
      ...(file ? { onCase: (theCase) => file.add(theCase) } : {}),
      onProgress: (done, of) => bar.show(done / of, words.publishing.replay.progress(shown(done), shown(of))),
    })
  } finally {
    await file?.close()
  }
}

function sinceOf(text: string, now: number): number {
  const back = parseDuration(text)
  const instant = back === undefined ? parseInstant(text) : now - back
  if (instant !== undefined) return instant
  throw wrongArgument('--since', `"${text}" is no day and no duration; write one such as 2026-03-21 or P7D.`)
}

function describe(report: ReplayReport, call: CommandCall<ReplayOptions>): readonly string[] {
  const { replay: words } = call.words.publishing
  const shown = (value: number) => formatNumber(value, call.language)
  const { decisions, same, different, changes, impossible, unreadable, missingFacts, examples, cases } = report
  const told = (value: unknown) => (value === undefined ? words.nothing : JSON.stringify(value))
  const { writeCases } = call.options
  return [
    words.summary({ decisions: shown(decisions), same: shown(same), different: shown(different) }),
    ...(Object.keys(changes) as (keyof typeof changes)[])
      .filter((what) => changes[what] > 0)
      .map((what) => words.changed(words.what[what], shown(changes[what]))),
    ...(Object.keys(impossible) as (keyof typeof impossible)[]).map((why) =>
      words.notAsked(shown(impossible[why] ?? 0), words.impossible[why]),
    ),
    ...unreadable.map(({ id, leadId }) => words.unreadable(leadId, id)),
    ...(missingFacts.length > 0 ? [words.missingFacts(missingFacts.join(', '))] : []),
    ...examples.flatMap(({ leadId, decisionId, changes: found }) => [
      words.example(leadId, decisionId),
      ...found.map(({ what, before, after }) => `  ${words.what[what]}: ${told(before)} → ${told(after)}`),
    ]),
    ...(writeCases === undefined
      ? []
      : [
          words.cases(shown(cases.written), shown(cases.leftOut), writeCases),
          ...(Object.keys(cases.reasons) as (keyof typeof cases.reasons)[]).map((why) =>
            words.caseGap(shown(cases.reasons[why] ?? 0), words.caseGaps[why]),
          ),
        ]),
  ]
}
