import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type RulesVerified, verifyRules } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { createProgress } from '../output/progress.js'
import { parseCount } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface VerifyOptions {
  readonly sample?: string
}

/** Runs the rules over the deployment's own leads on both engines and tells where they differ. */
export const rulesVerify = defineCommand<VerifyOptions>({
  name: 'rules verify',
  options: (command, words) => {
    command.option('--sample <count>', words.options.sample)
  },
  async run(call) {
    const { sample } = call.options
    const most = sample === undefined ? undefined : parseCount('--sample', sample, { min: 1, max: 1_000_000_000 })
    return withCrm(call, async (crm) => {
      const { io, words, language } = call
      const shown = (count: number) => formatNumber(count, language)
      const bar = createProgress(io.stderr, Date.now)
      const onProgress = (done: number, of: number) => bar.show(done / of, words.verify.progress(shown(done), shown(of)))
      const verified = await verifyRules(crm, { actor: SYSTEM, sample: most, onProgress, signal: io.signal })
      bar.end(words.verify.progress(shown(verified.leads), shown(verified.leads)))
      answer(call, { json: verified, text: inWords(verified, call).join('\n') })
      return verified.different === 0 ? EXIT.ok : EXIT.problems
    })
  },
})

function inWords({ leads, answers, different, differences, ruleSet }: RulesVerified, { words, language }: CommandCall) {
  const { verify } = words
  const shown = (count: number) => formatNumber(count, language)
  const counts = { leads: shown(leads), answers: shown(answers), different: shown(different), ruleSet }
  const lines = differences.map(({ lead, rule, compiled, reference }) =>
    verify.differs({ lead, rule, compiled: verify.answers[`${compiled}`], reference: verify.answers[`${reference}`] }),
  )
  const left = different - differences.length
  return [
    ...lines,
    ...(left > 0 ? [verify.more(shown(left))] : []),
    different === 0 ? verify.same(counts) : verify.different(counts),
  ]
}
