import { asError, CrmError, messageIn } from '../../errors.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { textIn } from '../../model/text/localized-text.js'
import { compileConditions } from '../compile/compile-conditions.js'
import type { CompiledRuleSet } from '../compile/compile-rule-set.js'
import { pathReader } from '../compile/read-path.js'
import { isFactReference } from '../compile/slot-table.js'
import { plainly, wanted } from './describe-conditions.js'
import { describeFact, describeValue } from './describe-side.js'
import type { Reader } from './reader.js'
import { wordsIn } from './words.js'

/** One comparison of a rule with the value that was found. */
export interface LeafVerdict {
  /** Whether it helped the rule: below a `not` that is when the comparison itself fails. */
  readonly holds: boolean
  /** For example `Employees is 620, needs at least 500`. */
  readonly sentence: string
  /** It fails, but another comparison of the same choice holds, so it was not needed. */
  readonly spare?: true
  /** What the conditions are called that it is part of, where they have a name. */
  readonly within?: string
}

/** The facts as they were when a rule was asked, in their places. */
export interface Evidence {
  readonly compiled: Pick<CompiledRuleSet, 'slots'>
  readonly values: readonly unknown[]
}

/** Every comparison inside conditions with what was found and what is needed. */
export function leafVerdicts(conditions: Conditions, evidence: Evidence, reader: Reader): readonly LeafVerdict[] {
  return judge(conditions, { evidence, reader, isNegated: false }).leaves
}

interface Frame {
  readonly evidence: Evidence
  readonly reader: Reader
  readonly isNegated: boolean
  readonly within?: string
}

interface Judgement {
  readonly holds: boolean
  readonly leaves: readonly LeafVerdict[]
}

function judge(node: ConditionNode, frame: Frame): Judgement {
  if ('not' in node) return judge(node.not, { ...frame, isNegated: !frame.isNegated })
  if ('all' in node || 'any' in node) {
    const parts = ('all' in node ? node.all : node.any).map((child) => judge(child, frame))
    // Below a "not" it is the other way round: one that fails is enough for an "all" to fail.
    return 'any' in node !== frame.isNegated ? choice(parts) : together(parts)
  }
  if ('condition' in node) return judgeNamed(node.condition, frame)
  const leaves = 'fact' in node ? [verdict(node, frame)] : []
  return { holds: leaves.every(({ holds }) => holds), leaves }
}

/** The outermost name is the one that the rule's file speaks of. */
function judgeNamed(name: string, frame: Frame): Judgement {
  const { ruleSet, language } = frame.reader
  const title = ruleSet.conditionTitles?.[name]
  const within = frame.within ?? (title ? textIn(title, language) : undefined)
  const meant = ruleSet.conditions[name]
  return meant ? judge(meant, { ...frame, ...(within === undefined ? {} : { within }) }) : { holds: false, leaves: [] }
}

const together = (parts: readonly Judgement[]): Judgement => ({
  holds: parts.every(({ holds }) => holds),
  leaves: parts.flatMap(({ leaves }) => leaves),
})

function choice(parts: readonly Judgement[]): Judgement {
  const isMade = parts.some(({ holds }) => holds)
  const spared = (leaf: LeafVerdict): LeafVerdict => (leaf.holds ? leaf : { ...leaf, spare: true })
  return { holds: isMade, leaves: parts.flatMap(({ leaves }) => (isMade ? leaves.map(spared) : leaves)) }
}

function verdict(leaf: Comparison, { evidence, reader, isNegated, within }: Frame): LeafVerdict {
  const words = wordsIn(reader.language)
  const { slots } = evidence.compiled
  const value = pathReader(leaf.path)(evidence.values[slots.indexOf(leaf.fact, leaf.params)])
  const needed = neededBy(plainly(leaf, reader), { reader, isNegated })
  const apart = (text: string) => isolated(text, reader)
  const sentence = words.verdict(
    apart(describeFact(leaf, reader)),
    apart(quoted(describeValue(value, leaf, reader), value, reader)),
    needed,
  )
  const answer = holds(leaf, evidence, reader)
  const place = within === undefined ? {} : { within }
  if (isHidden(leaf, reader))
    return { holds: answer === !isNegated, sentence: HIDDEN[reader.language === 'fa' ? 'fa' : 'en'], ...place }
  if (answer instanceof Error) return { holds: false, sentence: `${sentence} (${apart(troubleIn(answer, reader))})`, ...place }
  return { holds: answer !== isNegated, sentence, ...place }
}

const HIDDEN = {
  en: 'A comparison of a field that is not shown to you',
  fa: 'سنجشی از فیلدی که به شما نشان داده نمی‌شود',
}

function isHidden({ fact, path = '', params = {}, value }: Comparison, { hidden }: Reader): boolean {
  if (!hidden || hidden.size === 0) return false
  const field = /^\$\.([a-zA-Z0-9]+)/.exec(path)?.[1]
  const isOther = isFactReference(value) && isHidden({ operator: '', value: null, ...value }, { hidden } as Reader)
  return (fact === 'lead' && hidden.has(field ?? '')) || isOther || Object.values(params).some((each) => hidden.has(String(each)))
}

/** What went wrong, in the reader's language where it was said in it. */
const troubleIn = (error: Error, { language }: Reader): string =>
  (error instanceof CrmError ? messageIn(error, language) : undefined) ?? error.message

function neededBy(leaf: Comparison, { reader, isNegated }: Pick<Frame, 'reader' | 'isNegated'>): string {
  const words = wordsIn(reader.language)
  if (leaf.operator === 'present') return (leaf.value === true) === isNegated ? words.toBeEmpty : words.toBeFilled
  const object = isolated(wanted(leaf, reader), reader)
  const needed = words.needed[leaf.operator]?.(object) ?? `${leaf.operator} ${object}`
  return isNegated ? words.neededNot(needed) : needed
}

/** A text that somebody wrote may be a sentence of its own; what has a name here is none. */
function quoted(text: string, value: unknown, { language }: Reader): string {
  if (text !== value || !/\s/u.test(text)) return text
  return language === 'fa' ? `«${text}»` : `“${text}”`
}

/** Keeps a text that reads the other way together; without this, signs beside it would change sides. */
function isolated(text: string, { language }: Reader): string {
  const isForeign = language === 'fa' ? /[a-z+]/i.test(text) : /\p{Script=Arabic}/u.test(text)
  return isForeign ? `\u2068${text}\u2069` : text
}

function holds(leaf: Comparison, { compiled, values }: Evidence, { ruleSet }: Reader): boolean | Error {
  try {
    return compileConditions(
      { all: [leaf] },
      { named: {}, operators: ruleSet.vocabulary.operators, slots: compiled.slots },
    )(values)
  } catch (thrown) {
    return asError(thrown)
  }
}
