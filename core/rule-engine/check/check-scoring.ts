import type { Grade, ScoringFile } from '../rule-set.js'
import { checkConditions, factsRead } from './check-conditions.js'
import { checkParams } from './check-params.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks a scoring file: its model, groups, grades and rules. */
export function checkScoring(value: unknown, names: KnownNames): Finding[] {
  const { model = 'points', params, score, rules } = value as Partial<ScoringFile> & Pick<ScoringFile, 'score' | 'rules'>
  const groups = score.groups.map(({ id }) => id)
  return [
    ...checkModel(model, params, names),
    ...repeatedIds(groups, { path: ['score', 'groups'], what: 'group' }),
    ...checkGrades(score.grades ?? []),
    ...repeatedIds(
      rules.map(({ id }) => id),
      { path: ['rules'], what: 'rule' },
    ),
    ...rules.flatMap((rule, index) => [
      ...checkConditions(rule.conditions, { path: ['rules', index, 'conditions'], names }),
      ...unknownName(rule.then.group, groups, {
        path: ['rules', index, 'then', 'group'],
        code: 'RULE_GROUP_UNKNOWN',
        what: 'group',
      }),
      ...checkCircular(rule.conditions, { index, names }),
    ]),
  ]
}

function checkModel(model: string, params: ScoringFile['params'] | undefined, names: KnownNames): Finding[] {
  const models = names.vocabulary.scoringModels
  const known = Object.hasOwn(models, model) ? models[model] : undefined
  if (!known)
    return unknownName(model, Object.keys(models), { path: ['model'], code: 'RULE_SCORE_UNKNOWN', what: 'scoring model' })
  return checkParams(params, known.params, { path: ['params'], what: `The scoring model "${model}"`, names })
}

function checkGrades(grades: readonly Grade[]): Finding[] {
  const order = grades.flatMap((grade, index): Finding[] => {
    const mistake = gradeMistake(grade, { above: grades[index - 1], isLast: index === grades.length - 1 })
    return mistake === undefined
      ? []
      : [{ path: ['score', 'grades', index, ...mistake.at], code: 'RULE_GRADES_ORDER', message: mistake.message }]
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
  { above, isLast }: { readonly above: Grade | undefined; readonly isLast: boolean },
): { readonly at: readonly string[]; readonly message: string } | undefined {
  if (isLast && from !== undefined)
    return { at: ['from'], message: `The last grade, "${grade}", takes every total that is left; it has no "from".` }
  if (!isLast && from === undefined)
    return { at: [], message: `The grade "${grade}" needs "from": only the last takes every total that is left.` }
  if (from === undefined) return undefined
  if (above?.from !== undefined && from >= above.from)
    return {
      at: ['from'],
      message: `"${grade}" begins at ${from}, not below "${above.grade}" at ${above.from}. Write the highest grade first.`,
    }
  if (until !== undefined && until > from)
    return { at: ['until'], message: `"${grade}" is kept until ${until}, which is above its beginning at ${from}.` }
  return undefined
}

function checkCircular(
  conditions: ScoringFile['rules'][number]['conditions'],
  { index, names }: { readonly index: number; readonly names: KnownNames },
): Finding[] {
  const facts = factsRead(conditions, names.meanings)
  const read = facts.find((fact) => fact === 'score' || fact === 'grade')
  if (read === undefined) return []
  const message = `A scoring rule cannot read the ${read} that it helps to make.`
  return [{ path: ['rules', index, 'conditions'], code: 'RULE_SCORE_CIRCULAR', message }]
}
