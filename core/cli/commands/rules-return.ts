import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type PublicationReport, returnRules } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { changeLines } from '../describe-publication.js'
import { answer } from '../output/answer.js'
import { createProgress } from '../output/progress.js'
import { parseCount } from '../parse-arguments.js'
import { rescoreAfter, rescoredLine } from '../rescore-after.js'
import { withCrm } from '../with-crm.js'
import { authorOf } from './rules-publish.js'

interface ReturnOptions {
  readonly note?: string
  readonly author?: string
  readonly allowRestart?: boolean
  readonly impact: boolean
  readonly rescore?: boolean
}

/** Puts an earlier publication in force again; without a number the one before the newest. */
export const rulesReturn = defineCommand<ReturnOptions>({
  name: 'rules return',
  usage: '[number]',
  options: (command, { publishing }) => {
    command
      .option('--note <text>', publishing.options.note)
      .option('--author <e-mail>', publishing.options.author)
      .option('--no-impact', publishing.options.noImpact)
      .option('--allow-restart', publishing.options.allowRestart)
      .option('--rescore', publishing.options.rescore)
  },
  async run(call) {
    const [typed] = call.args
    const number = typed === undefined ? undefined : parseCount('number', typed, { min: 1, max: 999_999_999 })
    const { note, allowRestart = false, impact } = call.options
    const { io, words, language } = call
    return withCrm(call, async (crm) => {
      const bar = createProgress(io.stderr, crm.now)
      const shown = (value: number) => formatNumber(value, language)
      const returned = await returnRules(crm, {
        actor: SYSTEM,
        author: authorOf(call),
        ...{ allowRestart, impact },
        onProgress: (asked, of) => bar.show(asked / of, words.publishing.measuring(shown(asked), shown(of))),
        ...(note === undefined ? {} : { note }),
        ...(number === undefined ? {} : { number }),
      })
      const rescored = returned.outcome === 'published' && call.options.rescore ? await rescoreAfter(call, crm) : undefined
      answer(call, {
        json: { ...returned, ...(rescored ? { rescored } : {}) },
        text: [...describe(returned, call), ...(rescored ? [rescoredLine(rescored, call)] : [])].join('\n'),
      })
      return returned.outcome === 'fields-changed' ? EXIT.problems : EXIT.ok
    })
  },
})

function describe(returned: Awaited<ReturnType<typeof returnRules>>, call: CommandCall): readonly string[] {
  const { publishing: words } = call.words
  if (returned.outcome === 'unchanged') return [words.unchanged(returned.number)]
  if (returned.outcome === 'fields-changed') return [...returned.fields, words.fieldsChanged]
  const { number, digest, returnsTo = 0, report } = returned.publication
  const { files, impact, kept } = report as PublicationReport
  const shown = (value: number) => formatNumber(value, call.language)
  return [
    ...changeLines(files, call),
    ...(impact ? [words.impact(shown(impact.changed), shown(impact.leads.asked))] : []),
    ...(kept && kept.status + kept.grade > 0 ? [words.kept(shown(kept.status), shown(kept.grade))] : []),
    words.returned(number, digest, returnsTo),
    ...(returned.needsRestart ? [words.restart] : []),
  ]
}
