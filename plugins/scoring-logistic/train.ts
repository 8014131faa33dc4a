import type { LocalizedText, Training, TrainingExample, TrainingExamples, TrainingRequest } from '../../core/plugin-api/index.js'
import { type Cell, type Encoding, encode, type Feature, learnEncodings, widthOf } from './features.js'
import { chanceOf, fitLogistic, logOddsOf, type Weights } from './fit.js'
import { measure } from './measure.js'
import type { LearnedModel, LogisticParams } from './params.js'
import { isHeldOut } from './split.js'

/** Fewer won or lost leads than this teach nothing that holds. */
export const FEWEST_OF_EACH = 40
/** Below this many examples the weights are held back further, in proportion. */
const PLENTY = 1_000
const HELD_OUT_SHARE = 0.2
const FEWEST_OF_LEVEL = 10

/** Learns from leads whose end is known: four of five train, the fifth measures. */
export async function train(examples: TrainingExamples, { params, now }: TrainingRequest): Promise<Training> {
  const { features, seed = 1, penalty = 1, model: _old, accuracy: _measured, ...rest } = params as unknown as LogisticParams
  const all: TrainingExample[] = []
  const fields = ['id', ...features.map(({ field }) => field)]
  for await (const batch of examples) all.push(...batch.map((each) => ({ won: each.won, lead: only(each.lead, fields) })))
  const tooFew = refusal(all)
  if (tooFew) return { refused: tooFew }
  const aside = (example: TrainingExample) => isHeldOut(example.lead.id, { seed, share: HELD_OUT_SHARE })
  const [taught, held] = [all.filter((example) => !aside(example)), all.filter(aside)]
  const model = await learn(taught, { features, penalty: penalty * Math.max(1, PLENTY / taught.length) })
  const figures = measure(
    held.map(({ lead, won }) => ({ chance: chanceOf(logOddsOf(weightsOf(model), cellsOf(model, lead))), won })),
  )
  const notes = taught.length < PLENTY ? [heldBack(taught.length)] : []
  const accuracy = { trainedAt: now, trainedOn: taught.length, ...figures, ...(notes.length > 0 ? { notes } : {}) }
  return { params: { ...rest, features, seed, penalty, model, accuracy }, accuracy }
}

async function learn(
  taught: readonly TrainingExample[],
  { features, penalty }: { features: readonly Feature[]; penalty: number },
): Promise<LearnedModel> {
  const encodings = learnEncodings(
    features,
    taught.map(({ lead }) => lead),
    { least: FEWEST_OF_LEVEL },
  )
  const columns = encodings.reduce((sum, encoding) => sum + widthOf(encoding), 0)
  const rows = taught.map(({ lead, won }) => ({ cells: cells(encodings, lead), won }))
  const { intercept, weights } = await fitLogistic(rows, { columns, penalty })
  let start = 0
  const learned = encodings.map((encoding) => {
    const own = weights.slice(start, start + widthOf(encoding)).map(rounded)
    start += widthOf(encoding)
    return { ...encoding, weights: own }
  })
  return { intercept: rounded(intercept), features: learned }
}

/** Of many leads no more is kept than is looked at. */
const only = (lead: TrainingExample['lead'], fields: readonly string[]): TrainingExample['lead'] =>
  Object.fromEntries(fields.map((field) => [field, lead[field]])) as TrainingExample['lead']

/** Weights in a file that people read need no more digits. */
const rounded = (value: number): number => Number(value.toFixed(6))

function cells(encodings: readonly Encoding[], lead: TrainingExample['lead']): readonly Cell[] {
  let start = 0
  return encodings.map((encoding) => {
    const cell = encode(encoding, lead, start)
    start += widthOf(encoding)
    return cell
  })
}

const known = new WeakMap<LearnedModel, Weights>()

/** The weights of a learned model as one list, in the order of its features. */
export function weightsOf(model: LearnedModel): Weights {
  const made = known.get(model) ?? { intercept: model.intercept, weights: model.features.flatMap(({ weights }) => weights) }
  known.set(model, made)
  return made
}

/** A lead as the numbers that the model weighs, one for each feature. */
export const cellsOf = (model: LearnedModel, lead: TrainingExample['lead']): readonly Cell[] => cells(model.features, lead)

function refusal(all: readonly TrainingExample[]): LocalizedText | undefined {
  const won = all.filter((example) => example.won).length
  const lost = all.length - won
  if (won >= FEWEST_OF_EACH && lost >= FEWEST_OF_EACH) return undefined
  return {
    en: `There are ${won} won and ${lost} lost leads; at least ${FEWEST_OF_EACH} of each are needed to learn from.`,
    fa: `${persian(won)} سرنخ برده و ${persian(lost)} سرنخ باخته هست؛ برای یادگیری از هر کدام دست‌کم ${persian(FEWEST_OF_EACH)} لازم است.`,
  }
}

const persian = (count: number): string => count.toLocaleString('fa')

const heldBack = (count: number): LocalizedText => ({
  en: `Learned from ${count} leads only: the weights are held back, and the figures will move as more leads end.`,
  fa: `تنها از ${persian(count)} سرنخ یاد گرفته شد: وزن‌ها محتاطانه‌اند و با پایان یافتن سرنخ‌های بیشتر تغییر می‌کنند.`,
})
