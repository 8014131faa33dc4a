import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import { emailKey } from '../../model/text/email.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type PublicationReport, type Published, publishRules } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { caseLines, changeLines } from '../describe-publication.js'
import { answer } from '../output/answer.js'
import { createProgress } from '../output/progress.js'
import { wrongArgument } from '../parse-arguments.js'
import { rescoreAfter, rescoredLine } from '../rescore-after.js'
import { withCrm } from '../with-crm.js'

interface PublishOptions {
  readonly note?: string
  readonly author?: string
  readonly forceFailingCases?: boolean
  readonly allowRestart?: boolean
  readonly impact: boolean
  readonly rescore?: boolean
}

/** Puts the rule files on disk in force for every process on the database. */
export const rulesPublish = defineCommand<PublishOptions>({
  name: 'rules publish',
  options: (command, { publishing }) => {
    command
      .option('--note <text>', publishing.options.note)
      .option('--author <e-mail>', publishing.options.author)
      .option('--no-impact', publishing.options.noImpact)
      .option('--force-failing-cases', publishing.options.forceCases)
      .option('--allow-restart', publishing.options.allowRestart)
      .option('--rescore', publishing.options.rescore)
  },
  async run(call) {
    return withCrm(call, async (crm) => {
      const published = await publishWithProgress(call, crm)
      const rescored = published.outcome === 'published' && call.options.rescore ? await rescoreAfter(call, crm) : undefined
      answer(call, {
        json: { ...published, ...(rescored ? { rescored } : {}) },
        text: [...describe(published, call), ...(rescored ? [rescoredLine(rescored, call)] : [])].join('\n'),
      })
      return published.outcome === 'published' || published.outcome === 'unchanged' ? EXIT.ok : EXIT.problems
    })
  },
})

async function publishWithProgress(call: CommandCall<PublishOptions>, crm: Crm): Promise<Published> {
  const { io, options, words, language } = call
  const { note, forceFailingCases = false, allowRestart = false, impact } = options
  const bar = createProgress(io.stderr, crm.now)
  const shown = (value: number) => formatNumber(value, language)
  return publishRules(crm, {
    actor: SYSTEM,
    author: authorOf(call),
    ...(note === undefined ? {} : { note }),
    ...{ forceFailingCases, allowRestart, impact },
    onProgress: (asked, of) => bar.show(asked / of, words.publishing.measuring(shown(asked), shown(of))),
  })
}

/** Who publishes by the command line: named, or else whoever is signed in to this machine. */
export function authorOf({ options, io }: Pick<CommandCall<{ author?: string }>, 'options' | 'io'>): string {
  const { author } = options
  if (author === undefined) return io.env['USER'] ?? 'system'
  if (emailKey(author) === undefined) throw wrongArgument('--author', `"${author}" is no e-mail address.`)
  return author
}

function describe(published: Published, call: CommandCall): readonly string[] {
  const { publishing: words } = call.words
  if (published.outcome === 'unchanged') return [words.unchanged(published.number)]
  if (published.outcome === 'cases-failed') return [...caseLines(published.cases, call), words.casesFailed]
  if (published.outcome === 'fields-changed') return [...published.fields, words.fieldsChanged]
  const { number, digest, report } = published.publication
  const { files, cases, impact } = report as PublicationReport
  const shown = (value: number) => formatNumber(value, call.language)
  return [
    ...changeLines(files, call),
    ...(cases ? caseLines(cases, call) : []),
    ...(impact ? [words.impact(shown(impact.changed), shown(impact.leads.asked))] : []),
    words.done(number, digest),
    ...(published.needsRestart ? [words.restart] : []),
  ]
}
