import type { Decision, LeftOut, RoutingTaken } from '../../model/decision.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { CompiledRuleSet } from '../compile/compile-rule-set.js'
import type { Explanation, RuleVerdict } from './explanation.js'
import { nameOf, type Reader } from './reader.js'
import { wordsIn } from './words.js'

interface RoutingParts {
  readonly compiled: CompiledRuleSet
  readonly reader: Reader
  judge(rules: CompiledRuleSet['routing'], counted: ReadonlySet<string>): readonly RuleVerdict[]
}

/** Says where a lead was sent, by which of the rules that were asked, and why each other candidate did not get it. */
export function explainRouting({ routing }: Decision, { compiled, reader, judge }: RoutingParts): Pick<Explanation, 'routing'> {
  if (!routing) return {}
  const words = wordsIn(reader.language)
  const { rule, title, queue, ownerId, unassigned } = routing
  const place = compiled.routing.findIndex(({ name }) => name === rule)
  const asked = rule === 'reroute' ? [] : compiled.routing.slice(0, place < 0 ? undefined : place + 1)
  return {
    routing: {
      sentence: words.routed(queue === undefined ? undefined : queueLabel(queue, reader), textIn(title, reader.language)),
      ...(ownerId === undefined ? {} : { ownerId, owner: nameOf(ownerId, reader) }),
      ...(unassigned === undefined ? {} : { unassigned: describeUnassigned(unassigned, reader.language) }),
      leftOut: routing.leftOut.map((leftOut) => ({
        userId: leftOut.userId,
        name: nameOf(leftOut.userId, reader),
        sentence: describeLeftOut(leftOut, reader.language),
      })),
      rules: judge(asked, new Set([rule])),
    },
  }
}

/** Why a candidate did not get the lead, with the numbers behind it. */
export function describeLeftOut({ reason, details = {} }: LeftOut, language: string): string {
  const words = wordsIn(language)
  const numbers = Object.entries(details).map(([name, value]) => {
    const text = typeof value === 'number' ? formatNumber(COUNTED_FROM_ZERO.has(name) ? value + 1 : value, language) : value
    return words.detail[name]?.(text) ?? `${name} ${text}`
  })
  return `${words.reasons[reason]}${numbers.length > 0 ? ` (${numbers.join(words.comma)})` : ''}`
}

/** Why the queue keeps a lead. */
export function describeUnassigned(reason: NonNullable<RoutingTaken['unassigned']>, language: string): string {
  return wordsIn(language).unassigned[reason]
}

/** Places are counted from 0 inside and from 1 by people. */
const COUNTED_FROM_ZERO: ReadonlySet<string> = new Set(['place', 'turn'])

function queueLabel(queue: string, { ruleSet, language }: Reader): string {
  return textIn(ruleSet.queues.find(({ id }) => id === queue)?.label ?? queue, language)
}
