import type { CasesFile, RuleCase } from '../../cases/case.js'
import { TESTED_KINDS } from '../../cases/rule-sites.js'
import { subjectOf } from '../../cases/simulate-record.js'
import type { SourceFile } from '../../files/source-file.js'
import { joined } from '../joined.js'
import type { Lint, LintContext, PlacedFinding, PlacedRule } from './lint.js'
import { type Telling, toldByCase } from './told-by-case.js'

/**
 * Finds files that no case is about and, in those that have some, rules and rows that none of their cases names or comes to, as far
 * as the text of the cases tells; what they really reach, and which values, is measured when they run.
 */
export const caseMissing: Lint = (context) => [
  ...untestedFiles(context),
  ...TESTED_KINDS.flatMap((kind) => untestedRules(context, kind)),
]

const isTested = ({ kind }: SourceFile): boolean => TESTED_KINDS.some((tested) => tested === kind)

function untestedFiles({ files, isOwn }: LintContext): readonly PlacedFinding[] {
  const about = new Set(casesFiles(files).flatMap((cases) => cases.for))
  return files
    .filter((source) => isTested(source) && isOwn(source) && !about.has(source.id))
    .map((source) => {
      const file = source.path.split('/').at(-1)?.replace(`.${source.kind}.json`, '.cases.json')
      const message = {
        en: `No case shows what these rules do. Write some in ${file} beside this file, with "for": ["${source.id}"].`,
        fa: `هیچ نمونه‌ای نشان نمی‌دهد این قاعده‌ها چه می‌کنند. در ${file} کنار این فایل چند نمونه با "for": ["${source.id}"] بنویسید.`,
      }
      return { source, finding: { path: ['id'], code: 'RULE_CASE_MISSING', severity: 'warning', message } }
    })
}

const casesFiles = (files: readonly SourceFile[]): readonly CasesFile[] =>
  files.filter(({ kind }) => kind === 'cases').map(({ value }) => value as unknown as CasesFile)

/** Questions to cases about rules that one run asks; beyond it every rule passes for tested. */
const MOST_QUESTIONS = 1_000_000

function untestedRules(context: LintContext, kind: (typeof TESTED_KINDS)[number]): readonly PlacedFinding[] {
  const rules = context.rules(kind)
  const open = new Set(rules.filter(({ source }) => context.isOwn(source)))
  const cases = casesFiles(context.files).flatMap((file) => file.cases.map((theCase) => ({ theCase, about: new Set(file.for) })))
  const tested = new Set(cases.flatMap(({ about }) => [...about]))
  for (const rule of open) if (!tested.has(rule.source.id)) open.delete(rule)
  let questions = MOST_QUESTIONS
  for (const { theCase, about } of cases) {
    const named = namesIn(theCase)
    for (const rule of open) if (about.has(rule.source.id) && named.has(rule.entry.rule)) open.delete(rule)
    const isOfLead = subjectOf(theCase).entity === 'lead'
    for (const tell of open.size > 0 && isOfLead ? toldByCase(theCase, context.ruleSet) : []) {
      questions -= rules.length
      if (questions < 0) return []
      for (const rule of cameTo(kind === 'routing' ? rules : [...open], tell)) if (about.has(rule.source.id)) open.delete(rule)
    }
  }
  return bySource([...open]).flatMap(findingsIn)
}

/** Rules that hold, or may; of routing rules none after the first that surely does. */
function cameTo(rules: readonly PlacedRule[], tell: Telling): readonly PlacedRule[] {
  const reached: PlacedRule[] = []
  for (const rule of rules) {
    const holds = tell(rule.entry.conditions)
    if (holds !== false) reached.push(rule)
    if (holds && rule.entry.kind === 'routing') break
  }
  return reached
}

/** More of one file are counted, not listed. */
const MOST_LISTED = 10

function findingsIn(rules: readonly PlacedRule[]): readonly PlacedFinding[] {
  return rules.slice(0, MOST_LISTED).map(({ source, path, entry }, place) => {
    const others = place === MOST_LISTED - 1 ? rules.length - MOST_LISTED : 0
    const more = { en: ` So it is with ${others} more in this file.`, fa: ` ${others} مورد دیگر در این فایل نیز چنین است.` }
    const none = {
      en: `No case for "${source.id}" comes to "${entry.rule}". Write one that it decides, and one that it just misses.`,
      fa: `هیچ نمونه‌ای برای «${source.id}» به «${entry.rule}» نمی‌رسد. یکی بنویسید که با آن تعیین شود و یکی که اندکی کم داشته باشد.`,
    }
    const message = joined(none, others > 0 ? more : '')
    return { source, finding: { path: [...path, 'id'], code: 'RULE_CASE_MISSING', severity: 'warning', message } }
  })
}

function bySource(rules: readonly PlacedRule[]): readonly (readonly PlacedRule[])[] {
  return [...new Set(rules.map(({ source }) => source))].map((file) => rules.filter(({ source }) => source === file))
}

/** Everything in a case that could be the id of a rule: words of its name, and rules that it expects. */
function namesIn({ name, expect, timeline = [] }: RuleCase): ReadonlySet<string> {
  const expected = [expect, ...timeline.map((step) => step.expect)].flatMap((each) => [
    each?.rule ?? '',
    ...(each?.fired ?? []),
    ...(each?.moved ?? []),
  ])
  return new Set([...name.split(/[\s,:;"'()]+/), ...expected.map((rule) => rule.slice(rule.lastIndexOf('/') + 1))])
}
