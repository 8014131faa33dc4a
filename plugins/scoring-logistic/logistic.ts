import { type Contribution, defineScoringModel, type Score } from '../../core/plugin-api/index.js'
import { type Encoding, MISSING, OTHER } from './features.js'
import { chanceOf } from './fit.js'
import { FEATURES_SCHEMA, type LearnedModel, type LogisticParams, MODEL_SCHEMA } from './params.js'
import { cellsOf, train, weightsOf } from './train.js'

/**
 * The chance that a lead is won, in percent, as a logistic regression over declared features foretells it. Each feature's
 * contribution is its share of the way from the base rate to the chance, in proportion to what it adds to the log odds; so the
 * contributions add up to the total.
 */
export const logistic = defineScoringModel({
  label: { en: 'Learned: logistic regression', fa: 'آموخته: رگرسیون لجستیک' },
  params: {
    features: {
      type: 'json',
      required: true,
      schema: FEATURES_SCHEMA,
      label: { en: 'Features', fa: 'ویژگی‌ها' },
      description: {
        en: 'Fields that it looks at, each as a number or a category',
        fa: 'فیلدهایی که می‌بیند، هر کدام عدد یا دسته',
      },
    },
    seed: {
      type: 'integer',
      label: { en: 'Seed', fa: 'بذر' },
      description: { en: 'Which leads are kept aside for measuring', fa: 'کدام سرنخ‌ها برای سنجش کنار می‌مانند' },
    },
    penalty: {
      type: 'number',
      min: 0,
      label: { en: 'Penalty', fa: 'جریمه' },
      description: { en: 'How strongly weights are held towards zero', fa: 'وزن‌ها چه اندازه به صفر نزدیک نگه داشته می‌شوند' },
    },
    model: { type: 'json', schema: MODEL_SCHEMA, label: { en: 'What was learned', fa: 'آموخته‌ها' } },
    accuracy: { type: 'json', label: { en: 'How good it is', fa: 'دقت' } },
  },
  score({ lead, params, limits }): Score {
    const { model } = params as unknown as LogisticParams
    if (!model) return { total: 0, contributions: [{ ...UNTRAINED, points: 0 }] }
    return within(limits, contributionsOf(model, lead))
  },
  train,
})

const UNTRAINED = { rule: 'untrained', title: { en: 'Not trained yet', fa: 'هنوز آموزش ندیده است' } }
const BASE = { rule: 'base', title: { en: 'Any lead', fa: 'هر سرنخی' } }

function contributionsOf(model: LearnedModel, lead: Parameters<typeof cellsOf>[1]): readonly Contribution[] {
  const weights = weightsOf(model).weights
  const cells = cellsOf(model, lead)
  const shares = cells.map(({ column, value }) => (weights[column] ?? 0) * value)
  const added = shares.reduce((sum, share) => sum + share, 0)
  const base = 100 * chanceOf(model.intercept)
  const way = 100 * chanceOf(model.intercept + added) - base
  const perOdds = Math.abs(added) < 1e-9 ? 0 : way / added
  const ofFeatures = model.features.map((feature, place): Contribution => {
    const name = `${feature.field}${stateOf(feature, lead)}`
    return { rule: feature.field, title: { en: name, fa: name }, points: (shares[place] ?? 0) * perOdds }
  })
  return [{ ...BASE, points: base }, ...ofFeatures.filter(({ points }) => points !== 0)]
}

function stateOf({ field, kind }: Encoding, lead: Parameters<typeof cellsOf>[1]): string {
  const value = lead[field]
  if (value === undefined || value === null || value === '') return ` ${MISSING}`
  return kind === 'category' ? ` = ${String(value).slice(0, 60) || OTHER}` : ''
}

function within({ min, max }: { min: number; max: number }, contributions: readonly Contribution[]): Score {
  const sum = contributions.reduce((total, { points }) => total + points, 0)
  const bound = Math.max(min, Math.min(max, sum))
  const all = bound === sum ? contributions : [...contributions, { ...(bound < sum ? CAP : FLOOR), points: bound - sum }]
  return { total: all.reduce((total, { points }) => total + points, 0), contributions: all }
}

const CAP = { rule: 'cap', title: { en: 'Upper limit of the total', fa: 'سقف مجموع' } }
const FLOOR = { rule: 'floor', title: { en: 'Lower limit of the total', fa: 'کف مجموع' } }
