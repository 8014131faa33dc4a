import type { Comparison, ConditionNode } from '../../../model/conditions.js'
import type { DecidedLead } from '../../../model/decision.js'
import type { Lead } from '../../../model/entities/lead.js'
import { formatNumber } from '../../../model/text/format-number.js'
import { inlineConditions } from '../../compile/inline-conditions.js'
import { operatorTest } from '../../compile/operator-test.js'
import { pathReader } from '../../compile/read-path.js'
import { isFactReference } from '../../compile/slot-table.js'
import type { RuleSet } from '../../rule-set.js'
import { activityName } from '../activity-names.js'
import { wanted } from '../describe-conditions.js'
import { describeFact, describeValue } from '../describe-side.js'
import type { Reader } from '../reader.js'
import { type WayWords, wayWordsIn } from '../words-way.js'
import { type Change, LAST } from './change.js'

/** One thing that somebody would do. */
export interface Step {
  /** For example `Fill in Employees: at least 500`. */
  readonly sentence: string
  /** The field of the lead that is written, with a value that was found to do. Without `value` it is emptied. */
  readonly field?: string
  readonly value?: unknown
  /** Something that happens, so many times. */
  readonly activity?: string
  readonly count?: number
  /** Only time that passes, until this instant. */
  readonly at?: number
}

interface Telling {
  readonly before: Lead
  /** Rules that answer otherwise after the change: their comparisons say what was wanted. */
  readonly conditions: readonly ConditionNode[]
  readonly reader: Reader & { readonly ruleSet: RuleSet }
}

/** A change step by step, in the words of fields and activities. */
export function describeSteps({ fields, activities }: Change, telling: Telling): readonly Step[] {
  const { language } = telling.reader
  const words = wayWordsIn(language)
  const fieldSteps = (isLast: boolean) =>
    Object.entries(fields)
      .filter(([field]) => field !== 'statusReason' && LAST.has(field) === isLast)
      .map(([field, value]): Step => {
        const sentence = fieldSentence({ field, value }, { ...telling, words })
        return { sentence, field, ...(value === undefined ? {} : { value }) }
      })
  return [
    ...fieldSteps(false),
    ...Object.entries(activities).map(([activity, count]): Step => {
      const sentence = words.happens(formatNumber(count, language), activityName(activity, { language, count }))
      return { sentence, activity, count }
    }),
    ...fieldSteps(true),
  ]
}

interface Assignment {
  readonly field: string
  readonly value: unknown
}

function fieldSentence({ field, value }: Assignment, telling: Telling & { readonly words: WayWords }): string {
  const { before, reader, words } = telling
  const side = { fact: 'lead', path: `$.${field}` }
  if (field === 'status') return words.moveByHand(describeValue(value, side, reader))
  if (field === 'ownerId') return words.giveBack
  const name = describeFact(side, reader)
  const old = before[field]
  if (value === undefined) return words.empty(name, describeValue(old, side, reader))
  const wish = wishFor({ field, value }, telling)
  if (old === undefined) return words.fill(name, wish)
  return words.alter(name, wish ?? words.anything, describeValue(old, side, reader))
}

/** What the comparisons that turned ask of a field; nothing where any value does. */
function wishFor({ field, value }: Assignment, { before, conditions, reader, words }: Telling & { readonly words: WayWords }) {
  const leaves = conditions.flatMap((node) => signedLeaves(inlineConditions(reader.ruleSet, { all: [node] }), false))
  const about = leaves.filter(({ leaf }) => leaf.fact === 'lead' && fieldIn(leaf) === field)
  const old = { [field]: before[field] }
  const turned = about.filter((each) => answers(each, { [field]: value }, reader) && !answers(each, old, reader))
  const asking = turned.filter(({ leaf }) => leaf.operator !== 'present')
  if (turned.length > 0 && asking.length === 0) return undefined
  const wishes = asking.map((each) => wishOf(each, { reader, words }))
  if (wishes.length > 0) return words.join([...new Set(wishes)])
  return describeValue(value, { fact: 'lead', path: `$.${field}` }, reader)
}

interface SignedLeaf {
  readonly leaf: Comparison
  readonly isNegated: boolean
}

function signedLeaves(node: ConditionNode, isNegated: boolean): readonly SignedLeaf[] {
  if ('not' in node) return signedLeaves(node.not, !isNegated)
  if ('all' in node) return node.all.flatMap((child) => signedLeaves(child, isNegated))
  if ('any' in node) return node.any.flatMap((child) => signedLeaves(child, isNegated))
  return 'fact' in node ? [{ leaf: node, isNegated }] : []
}

const fieldIn = ({ path = '' }: Comparison): string => path.replace(/^\$\.?/, '').split('.')[0] ?? ''

function answers({ leaf, isNegated }: SignedLeaf, lead: Readonly<Record<string, unknown>>, { ruleSet }: Reader): boolean {
  if (isFactReference(leaf.value)) return false
  try {
    const test = operatorTest(leaf.operator, ruleSet.vocabulary.operators)
    return (test?.(pathReader(leaf.path)(lead), leaf.value) === true) !== isNegated
  } catch {
    return false
  }
}

function wishOf(
  { leaf, isNegated }: SignedLeaf,
  { reader, words }: { readonly reader: Reader; readonly words: WayWords },
): string {
  if (typeof leaf.value === 'boolean' && (leaf.operator === 'equal' || leaf.operator === 'notEqual'))
    return describeValue(leaf.value !== ((leaf.operator === 'notEqual') !== isNegated), leaf, reader)
  const opposite = isNegated ? OPPOSITES[leaf.operator] : undefined
  const operator = opposite ?? leaf.operator
  const object = Array.isArray(leaf.value) && operator === 'in' ? eitherOf(leaf, reader) : wanted(leaf, reader)
  const wish = words.wish[operator]?.(object) ?? object
  return isNegated && opposite === undefined ? words.wishNot(wish) : wish
}

/** What holds exactly where the other fails, for a value that is there. */
const OPPOSITES: Readonly<Record<string, string>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
}

function eitherOf(leaf: Comparison, reader: Reader): string {
  const values: readonly unknown[] = Array.isArray(leaf.value) ? leaf.value : []
  return values.map((value) => describeValue(value, leaf, reader)).join(reader.language === 'fa' ? ' یا ' : ' or ')
}

/** Conditions of all rules that answer otherwise in the second decision: scoring rules, moves, routes and automations. */
export function conditionsThatTurned(
  ruleSet: RuleSet,
  [before, after]: readonly [DecidedLead, DecidedLead],
): readonly ConditionNode[] {
  const [old, fresh] = [rulesIn(before), rulesIn(after)]
  const groups = [...ruleSet.scoring, ...ruleSet.transitions, ...ruleSet.routing, ...ruleSet.automations]
  return groups.flatMap(({ id, rules }) =>
    rules.flatMap((rule): ConditionNode[] => {
      const [was, is] = [old.has(`${id}/${rule.id}`), fresh.has(`${id}/${rule.id}`)]
      if (!rule.conditions || was === is) return []
      return is ? [rule.conditions] : [{ not: rule.conditions }]
    }),
  )
}

function rulesIn({ decision }: DecidedLead): ReadonlySet<string> {
  const { scores, transitions, routing, rulesTrue, shadow = [] } = decision
  return new Set([
    ...Object.entries(scores).flatMap(([file, { contributions }]) => contributions.map(({ rule }) => `${file}/${rule}`)),
    ...transitions.map(({ rule }) => rule),
    ...(routing ? [routing.rule] : []),
    ...rulesTrue,
    ...shadow,
  ])
}
