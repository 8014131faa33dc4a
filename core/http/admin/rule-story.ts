import type { Conditions } from '../../model/conditions.js'
import { formatNumber } from '../../model/text/format-number.js'
import { type Text, textIn } from '../../model/text/localized-text.js'
import {
  type ConditionTree,
  conditionTree,
  type RuleEnvelope,
  type RuleFile,
  type RuleSet,
  type ScoringRule,
} from '../../rule-engine/index.js'
import type { Words } from '../renderer-messages.js'
import type { LeadLabels } from './lead-labels.js'

/** A rule as people read it: when, and then what. */
export interface RuleStory {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly enabled: boolean
  readonly isShadow: boolean
  readonly when?: ConditionTree
  readonly then: readonly string[]
}

interface Telling {
  readonly labels: LeadLabels
  readonly language: string
  readonly timeZone: string
  readonly words: Words
}

/** The rules of one file; files that hold none (fields, forms) answer an empty list. */
export function rulesOf(rules: RuleSet, file: Pick<RuleFile, 'kind' | 'id'>, telling: Telling): readonly RuleStory[] {
  const tell = TELLERS[file.kind]
  return tell ? tell(rules, file.id, telling) : []
}

type Teller = (rules: RuleSet, id: string, telling: Telling) => readonly RuleStory[]

const TELLERS: Readonly<Record<string, Teller>> = {
  scoring: (rules, id, telling) => {
    const groups = rules.scoring.flatMap(({ score }) => score.groups)
    return listed(rules.scoring, id).map((rule) => {
      const { group, points, pointsPer } = rule.then
      const label = groups.find((each) => each.id === group)?.label ?? group
      const given = pointsPer ? perActivity(pointsPer, telling) : signed(points ?? 0, telling.language)
      return story(rules, rule, { telling, then: [`${textIn(label, telling.language)}: ${given}`], conditions: rule.conditions })
    })
  },
  transition: (rules, id, telling) =>
    listed(rules.transitions, id).map((rule) => {
      const from = rule.from.map((each) => telling.labels.status(each).text).join(telling.words('shell.listComma'))
      return story(rules, rule, {
        telling,
        then: [`${from} → ${telling.labels.status(rule.to).text}`],
        conditions: rule.conditions,
      })
    }),
  routing: (rules, id, telling) =>
    listed(rules.routing, id).map((rule) => {
      const { queue, strategy, owner } = rule.then
      const way = strategy && (rules.vocabulary.strategies[strategy]?.label ?? strategy)
      const then = [queue && telling.labels.queue(queue), way && textIn(way, telling.language), owner].map((part) => part ?? '')
      return story(rules, rule, { telling, then, conditions: rule.conditions })
    }),
  automation: (rules, id, telling) =>
    listed(rules.automations, id).map((rule) => {
      const then = rule.then.map(({ type }) => textIn(rules.vocabulary.actions[type]?.label ?? type, telling.language))
      return story(rules, rule, { telling, then, conditions: rule.conditions })
    }),
  segment: (rules, id, telling) => {
    const segment = rules.segments[id]
    return segment ? [story(rules, segment, { telling, then: [], conditions: segment.conditions })] : []
  },
}

function listed<R>(files: readonly { readonly id: string; readonly rules: readonly R[] }[], id: string): readonly R[] {
  return files.find((file) => file.id === id)?.rules ?? []
}

interface Told {
  readonly telling: Telling
  readonly then: readonly string[]
  readonly conditions: Conditions | undefined
}

function story(
  rules: RuleSet,
  rule: Pick<RuleEnvelope, 'id'> & Partial<RuleEnvelope>,
  { telling, then, conditions }: Told,
): RuleStory {
  const say = (text: Text | undefined) => (text ? textIn(text, telling.language) : '')
  return {
    id: rule.id,
    title: say(rule.title) || rule.id,
    description: say(rule.description),
    enabled: rule.enabled ?? true,
    isShadow: rule.mode === 'shadow',
    then,
    ...(conditions ? { when: conditionTree(rules, conditions, telling) } : {}),
  }
}

function perActivity(
  { points, activity, maxCount }: NonNullable<ScoringRule['then']['pointsPer']>,
  { words, language }: Telling,
): string {
  const values = { points: signed(points, language), activity, count: maxCount }
  return words('rules.perActivity', values)
}

/** Isolated, because in right-to-left text a sign would move to the other side of its number. */
function signed(points: number, language: string): string {
  return `\u2066${points > 0 ? '+' : ''}${formatNumber(points, language)}\u2069`
}
