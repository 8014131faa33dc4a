import { SYSTEM } from '../../access/index.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type PluginChange, type ReplayedDecision, replayDecision } from '../../operations/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { plainText } from '../output/plain-text.js'
import { withCrm } from '../with-crm.js'

/** Makes a stored decision again from what was kept with it, and tells whether the same comes out, byte for byte. */
export const decisionReplay = defineCommand({
  name: 'decision replay',
  usage: '<id>',
  async run(call) {
    const [id = ''] = call.args
    return withCrm(call, async (crm) => {
      const replayed = await replayDecision(crm, { actor: SYSTEM, id })
      answer(call, { json: replayed, text: describe(replayed, call).map(plainText).join('\n') })
      return replayed.outcome === 'same' ? EXIT.ok : EXIT.problems
    })
  },
})

function describe(replayed: ReplayedDecision, call: CommandCall): readonly string[] {
  const { replay: words } = call.words.publishing
  if (replayed.outcome === 'impossible') return [words.impossible[replayed.why], ...replayed.reasons.map((line) => `  ${line}`)]
  const { outcome, differences, plugins } = replayed
  const told = (value: unknown) => (value === undefined ? words.nothing : JSON.stringify(value))
  return [
    outcome === 'same' ? words.same : otherwise(replayed, call),
    ...differences.map(({ path, before, after }) => `  ${path}: ${told(before)} → ${told(after)}`),
    ...plugins.map((change) => pluginLine(change, call)),
  ]
}

function otherwise({ differences, textDiffersAt }: Made, { words: { publishing }, language }: CommandCall): string {
  const { replay: words } = publishing
  if (textDiffersAt !== undefined) return words.otherText(formatNumber(textDiffersAt + 1, language))
  return words.different(formatNumber(differences.length, language))
}

type Made = Exclude<ReplayedDecision, { readonly outcome: 'impossible' }>

function pluginLine({ plugin, then, today }: PluginChange, { words: { publishing } }: CommandCall): string {
  const { replay: words } = publishing
  const version = (text: string | undefined) => (text === undefined ? words.absent : text || words.unnamed)
  return words.plugin(plugin, version(then), version(today))
}
