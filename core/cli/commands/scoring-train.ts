import { resolve } from 'node:path'
import { SYSTEM } from '../../access/index.js'
import { isOwn, writeMended } from '../../crm/mend-rules.js'
import { CrmError } from '../../errors.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { type TrainedScoring, trainScoring } from '../../operations/index.js'
import type { Accuracy } from '../../plugin-api/index.js'
import { type RuleFile, withParams } from '../../rule-engine/index.js'
import { type CommandCall, defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'

interface TrainOptions {
  readonly write?: boolean
}

/** Trains the model of a scoring file and tells how good it is; with `--write` what was learned goes into the file. */
export const scoringTrain = defineCommand<TrainOptions>({
  name: 'scoring train',
  usage: '<id>',
  options: (command, { learning }) => {
    command.option('--write', learning.options.write)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const trained = await trainScoring(crm, { actor: SYSTEM, scoring: call.args[0] ?? '' })
      const file = call.options.write ? await write(call, { crm, trained }) : undefined
      const text = [describe(call, trained), file ? call.words.learning.written(file) : call.words.learning.notWritten]
      answer(call, { json: { ...trained, written: file ?? null }, text: text.join('\n\n') })
      return EXIT.ok
    }),
})

type OpenCrm = Parameters<Parameters<typeof withCrm>[1]>[0]

async function write(
  call: CommandCall<TrainOptions>,
  { crm, trained }: { crm: OpenCrm; trained: TrainedScoring },
): Promise<string> {
  const { deployment } = crm
  const known = crm.rules().files.find(({ kind, id }) => kind === 'scoring' && id === trained.scoring)
  const path = known && pathOf(known, deployment)
  if (!known || !path || !(await isOwn(path, deployment))) throw notOwn(trained.scoring)
  const after = withParams(known.text, trained.params)
  const written = await writeMended([{ file: path, before: known.text, after, mended: [] }])
  if (written.length === 0 && after !== known.text) note(call, call.words.ruleCheck.changedMeanwhile(path))
  return path
}

function pathOf({ layer, path }: RuleFile, { layers }: OpenCrm['deployment']): string | undefined {
  const folder = layers.find(({ name }) => name === layer)?.folder
  return folder && resolve(folder, path)
}

const notOwn = (id: string): CrmError =>
  new CrmError('SCORING_NOT_TRAINED', {
    en: `The scoring file "${id}" does not lie in this deployment. Copy it into its rules folder first.`,
    fa: `فایل امتیاز «${id}» در این استقرار نیست. نخست آن را در پوشهٔ rules رونویسی کنید.`,
  })

function describe({ words, language }: CommandCall<TrainOptions>, { accuracy, before }: TrainedScoring): string {
  const { learning } = words
  const number = (value: number, digits = 4) => formatNumber(Number(value.toFixed(digits)), language)
  const column = ({ trainedOn, testedOn, wonShare, auc, brier, confusion }: Accuracy) => [
    ...[number(trainedOn), number(testedOn), number(wonShare), number(auc), number(brier)],
    ...[confusion.truePositive, confusion.falsePositive, confusion.trueNegative, confusion.falseNegative].map((count) =>
      number(count),
    ),
  ]
  const [now, then] = [column(accuracy), before ? column(before) : undefined]
  const table = formatTable(
    [learning.figure, learning.now, ...(then ? [learning.before] : [])].map((title) => ({ title })),
    learning.figures.map((name, place) => [name, now[place] ?? '', ...(then ? [then[place] ?? ''] : [])]),
  )
  const notes = (accuracy.notes ?? []).map((each) => textIn(each, language))
  return [table, ...notes].join('\n')
}
