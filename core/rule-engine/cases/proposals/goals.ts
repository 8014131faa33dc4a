import type { ConditionNode } from '../../../model/conditions.js'
import type { PointQuestion } from '../../analyse/analysis.js'
import { inlineConditions } from '../../compile/inline-conditions.js'
import type { SourceFile } from '../../files/source-file.js'
import type { RuleSet, ScoringRule } from '../../rule-set.js'
import { gapSentence } from '../measure-coverage.js'
import { describeChange } from '../mutants/describe-change.js'
import type { Mutant } from '../mutants/mutant.js'
import { mutateRules } from '../mutants/mutate-rules.js'
import { type Brought, ruleNamed } from '../rule-named.js'
import type { TestedKind } from '../rule-sites.js'
import type { Aspect, CaseWatch } from '../watch-cases.js'
import { type Asking, whenAsked } from '../when-asked.js'

/** Something for which a case is wanted. */
export interface Goal {
  /** What the file is about that the case belongs beside. */
  readonly kind: TestedKind
  readonly source: SourceFile
  /** What a name of the case begins with. */
  readonly subject: string
  /** Why, in English, as files of cases are written. */
  readonly remark: string
  readonly questions: readonly PointQuestion[]
  /** The aspect that is to be seen. */
  readonly aspect?: string
  /** The rules with the mistake that is to be noticed. */
  readonly mutated?: RuleSet
}

interface Known {
  readonly ruleSet: RuleSet
  readonly files: readonly SourceFile[]
}

/** A case that shows what none has shown. */
export function gapGoal(
  key: string,
  aspect: Aspect,
  { ruleSet, files, watch }: Known & { readonly watch: CaseWatch },
): Goal | undefined {
  const { place, see } = aspect
  const remark = gapSentence(aspect, { ruleSet, language: 'en' })
  if (place.kind === 'grade') {
    const leaf: ConditionNode = { fact: 'grade', params: { model: place.source.id }, operator: 'equal', value: place.name }
    return { kind: 'scoring', source: place.source, subject: place.name, remark, aspect: key, questions: [{ holds: [leaf] }] }
  }
  const rule = place.leaf ? firstAsking(place.id, { ruleSet, watch }) : ruleNamed(ruleSet, `${place.source.id}/${place.name}`)
  const source = rule && sourceOf(rule, files)
  if (!rule || !source) return undefined
  const node: ConditionNode = place.leaf ?? meaning(rule, ruleSet)
  const questions = whenAsked(rule, ruleSet).map((asking) => asked(asking, node, see !== 'false'))
  return { kind: rule.kind, source, subject: rule.rule.id, remark, aspect: key, questions }
}

/** A case that notices a mistake which no other does. */
export function mutantGoal(mutant: Mutant, { ruleSet, files }: Known): Goal | undefined {
  const mutated = mutateRules(ruleSet, mutant)
  const remark = describeChange(mutant, { ruleSet, language: 'en' })
  const [name] = mutant.rules
  if (name === undefined)
    return {
      kind: 'scoring',
      source: mutant.source,
      subject: `bounds of ${mutant.source.id}`,
      remark,
      mutated,
      questions: [{ holds: [] }],
    }
  const [rule, changed] = [ruleNamed(ruleSet, name), ruleNamed(mutated, name)]
  const source = rule && sourceOf(rule, files)
  if (!rule || !changed || !source) return undefined
  const [was, is] = [meaning(rule, ruleSet), meaning(changed, mutated)]
  const apart = whenAsked(rule, ruleSet).flatMap(({ holds, fails }) => [
    { holds: [...holds, was], fails: [...fails, is] },
    { holds: [...holds, is], fails: [...fails, was] },
    { holds: [...holds, was], fails },
    ...manyActivities(rule).map((many) => ({ holds: [...holds, was, many], fails })),
  ])
  return { kind: rule.kind, source, subject: rule.rule.id, remark, mutated, questions: apart }
}

/** Points for each activity come to an end only beyond the count that is paid for. */
function manyActivities({ rule }: Brought): readonly ConditionNode[] {
  const { pointsPer } = 'then' in rule ? (rule.then as ScoringRule['then']) : {}
  if (!pointsPer) return []
  const more = (value: number): ConditionNode => ({
    fact: 'activityCount',
    params: { type: pointsPer.activity },
    operator: 'equal',
    value,
  })
  return [more(pointsPer.maxCount), more(pointsPer.maxCount + 1)]
}

function asked({ holds, fails }: Asking, node: ConditionNode, shouldHold: boolean): PointQuestion {
  return shouldHold ? { holds: [...holds, node], fails } : { holds, fails: [...fails, node] }
}

function firstAsking(
  place: string,
  { ruleSet, watch }: Pick<Known, 'ruleSet'> & { readonly watch: CaseWatch },
): Brought | undefined {
  const name = [...watch.leavesOf].find(([, leaves]) => leaves.includes(place))?.[0]
  return name === undefined ? undefined : ruleNamed(ruleSet, name)
}

function sourceOf({ kind, name }: Brought, files: readonly SourceFile[]): SourceFile | undefined {
  return files.find((file) => file.kind === kind && file.id === name.slice(0, name.indexOf('/')))
}

function meaning({ rule }: Brought, ruleSet: RuleSet): ConditionNode {
  return rule.conditions ? inlineConditions(ruleSet, rule.conditions) : { all: [] }
}
