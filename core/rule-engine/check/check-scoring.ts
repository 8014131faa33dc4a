import type { JSONPath } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import { parseDuration } from '../../model/calendar/duration.js'
import { ruleList } from '../files/rule-list.js'
import type { Grade, ScoringFile } from '../rule-set.js'
import { checkConditions, factsRead } from './check-conditions.js'
import { checkSince } from './check-fact-side.js'
import { checkParams } from './check-params.js'
import { checkTable } from './check-table.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks a scoring file: its model, groups, grades and rules. */
export function checkScoring(value: unknown, names: KnownNames): Finding[] {
  const { model = 'points', params, score } = value as Partial<ScoringFile> & Pick<ScoringFile, 'score'>
  const { rules, at, table } = ruleList<Unasked>(value)
  const groups = score.groups.map(({ id }) => id)
  return [
    ...checkModel(model, params, names),
    ...repeatedIds(groups, { path: ['score', 'groups'], what: 'group' }),
    ...checkGrades(score.grades ?? []),
    ...checkMatrix(score.matrix, groups),
    ...checkTable(value, names),
    ...(table?.inputs ?? []).flatMap(({ fact }, index) => circularFact([fact], ['table', 'inputs', index, 'fact'])),
    ...rules.flatMap(({ conditions, then }, index) => [
      ...(conditions ? checkConditions(conditions, { path: [...at, index, 'conditions'], names }) : []),
      ...unknownName(then.group, groups, { path: [...at, index, 'then', 'group'], code: 'RULE_GROUP_UNKNOWN', what: 'group' }),
      ...checkDecay(then.decay, { path: [...at, index, 'then', 'decay'], names }),
      ...(conditions ? circularFact(factsRead(conditions, names.meanings), [...at, index, 'conditions']) : []),
    ]),
  ]
}

type Rule = ScoringFile['rules'][number]
type Unasked = Omit<Rule, 'conditions'> & Partial<Pick<Rule, 'conditions'>>

function checkModel(model: string, params: ScoringFile['params'] | undefined, names: KnownNames): Finding[] {
  const models = names.vocabulary.scoringModels
  const known = Object.hasOwn(models, model) ? models[model] : undefined
  if (!known)
    return unknownName(model, Object.keys(models), { path: ['model'], code: 'RULE_SCORE_UNKNOWN', what: 'scoring model' })
  return checkParams(params, known.params, {
    path: ['params'],
    what: { en: `The scoring model "${model}"`, fa: `مدل امتیاز «${model}»` },
    names,
  })
}

/** Both sides name a group of the file; their bands fall, and the last takes all that is left. */
function checkMatrix(matrix: ScoringFile['score']['matrix'], groups: readonly string[]): Finding[] {
  if (!matrix) return []
  return (['rows', 'columns'] as const).flatMap((side) => {
    const { group, bands } = matrix[side]
    const path = ['score', 'matrix', side]
    const wrong = bands.findIndex(({ from }, index) => {
      const above = bands[index - 1]?.from ?? Infinity
      return index === bands.length - 1 ? from !== undefined : from === undefined || from >= above
    })
    const message = {
      en: 'Bands go from the highest down, each with a lower "from"; the last has none and takes the rest.',
      fa: 'بازه‌ها از بالا به پایین می‌آیند و «from» هر یک کمتر است؛ آخری ندارد و بقیه را می‌گیرد.',
    }
    return [
      ...unknownName(group, groups, { path: [...path, 'group'], code: 'RULE_GROUP_UNKNOWN', what: 'group' }),
      ...(wrong < 0 ? [] : [{ path: [...path, 'bands', wrong], code: 'RULE_GRADES_ORDER' as const, message }]),
    ]
  })
}

function checkGrades(grades: readonly Grade[]): Finding[] {
  const order = grades.flatMap((grade, index): Finding[] => {
    const mistake = gradeMistake(grade, {
      above: grades[index - 1],
      below: grades[index + 1],
      isLast: index === grades.length - 1,
    })
    if (!mistake) return []
    const { at, ...found } = mistake
    return [{ path: ['score', 'grades', index, ...at], code: 'RULE_GRADES_ORDER', ...found }]
  })
  return [
    ...repeatedIds(
      grades.map(({ grade }) => grade),
      { path: ['score', 'grades'], what: 'grade', key: 'grade' },
    ),
    ...order,
  ]
}

function gradeMistake(
  { grade, from, until }: Grade,
  { above, below, isLast }: { readonly above: Grade | undefined; readonly below: Grade | undefined; readonly isLast: boolean },
): { readonly at: readonly string[]; readonly message: SaidMessage; readonly severity?: 'warning' } | undefined {
  if (isLast && from !== undefined)
    return {
      at: ['from'],
      message: {
        en: `The last grade, "${grade}", takes every total that is left; it has no "from".`,
        fa: `درجهٔ آخر، «${grade}»، هر امتیاز باقی‌مانده را می‌گیرد و «from» ندارد.`,
      },
    }
  if (!isLast && from === undefined)
    return {
      at: [],
      message: {
        en: `The grade "${grade}" needs "from": only the last takes every total that is left.`,
        fa: `درجهٔ «${grade}» باید «from» داشته باشد: تنها درجهٔ آخر هر امتیاز باقی‌مانده را می‌گیرد.`,
      },
    }
  if (from === undefined) return undefined
  if (above?.from !== undefined && from >= above.from)
    return {
      at: ['from'],
      message: {
        en: `"${grade}" begins at ${from}, not below "${above.grade}" at ${above.from}. Write the highest grade first.`,
        fa: `«${grade}» از ${from} آغاز می‌شود که پایین‌تر از «${above.grade}» در ${above.from} نیست. بالاترین درجه را نخست بنویسید.`,
      },
    }
  if (until !== undefined && until > from)
    return {
      at: ['until'],
      message: {
        en: `"${grade}" is kept until ${until}, which is above its beginning at ${from}.`,
        fa: `«${grade}» تا ${until} نگه داشته می‌شود که بالاتر از آغاز آن ${from} است.`,
      },
    }
  if (until !== undefined && below?.from !== undefined && until < below.from)
    return {
      at: ['until'],
      severity: 'warning',
      message: {
        en: `"${grade}" is kept down to ${until}, below ${below.from} where "${below.grade}" begins: a lead that cools down skips "${below.grade}". Write ${below.from} or more.`,
        fa: `«${grade}» تا ${until} نگه داشته می‌شود، پایین‌تر از ${below.from} که آغاز «${below.grade}» است: سرنخی که سرد می‌شود «${below.grade}» را رد می‌کند. ${below.from} یا بیشتر بنویسید.`,
      },
    }
  return undefined
}

function circularFact(facts: readonly string[], path: JSONPath): Finding[] {
  const read = facts.find((fact) => fact === 'score' || fact === 'grade')
  if (read === undefined) return []
  const message = {
    en: `A scoring rule cannot read the ${read} that it helps to make.`,
    fa: `قاعدهٔ امتیازدهی نمی‌تواند ${read === 'grade' ? 'درجه‌ای' : 'امتیازی'} را بخواند که خود در ساختن آن سهم دارد.`,
  }
  return [{ path, code: 'RULE_SCORE_CIRCULAR', message }]
}

/** That the points fade over a length of time that is known, from fields that hold one. */
function checkDecay(
  decay: ScoringFile['rules'][number]['then']['decay'],
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { every, since } = decay ?? {}
  const message = {
    en: `"${every}" has no fixed length above none; write weeks, days or hours, such as P14D.`,
    fa: `«${every}» طول ثابتی بیش از صفر ندارد؛ هفته، روز یا ساعت بنویسید، مانند P14D.`,
  }
  const isLength = every === undefined || (parseDuration(every) ?? 0) > 0
  return [
    ...(isLength ? [] : [{ path: [...path, 'every'], code: 'RULE_PARAM_INVALID' as const, message }]),
    ...checkSince(since, { path: [...path, 'since'], names }),
  ]
}
