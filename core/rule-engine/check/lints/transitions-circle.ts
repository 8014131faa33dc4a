import type { ConditionNode } from '../../../model/conditions.js'
import type { Point } from '../../analyse/analysis.js'
import { describePoint } from '../../analyse/describe-point.js'
import { afterMove } from './after-move.js'
import type { Lint, LintContext, PlacedRule } from './lint.js'
import { nameOf } from './lint.js'

/** Circles of more moves are left to the decision itself, which stops in them and says so. */
const MOST_MOVES = 4

/** One move of a circle: the rule, and the status it starts from. */
interface Move {
  readonly rule: PlacedRule
  readonly from: string
  readonly to: string
}

/** Finds transitions that send a lead round and round, with a lead for which all of them hold one after the other. */
export const transitionsCircle: Lint = (context) => {
  const rules = context.rules('transition')
  const moves = rules.flatMap((rule) =>
    startsOf(rule).map((from): Move => ({ rule, from, to: String(rule.entry.outcome['to']) })),
  )
  const told = new Set<string>()
  return circlesIn(moves).flatMap((circle) => {
    const key = circle
      .map(({ rule, from }) => `${rule.entry.file}/${rule.entry.rule}/${from}`)
      .sort()
      .join()
    const point = told.has(key) ? undefined : leadInCircle(circle, rules, context)
    const [first, ...others] = circle
    if (!point || !first) return []
    told.add(key)
    const way = [...circle.map(({ from }) => from), first.from].join(' → ')
    const example = describePoint(point, context.scope)
    const message = {
      en: `Together with ${others.map(nameOfMove).join(', ')} this runs in a circle, ${way}, for ${example.en}. The lead stops after one round and each decision reports a problem.`,
      fa: `این همراه با ${others.map(nameOfMove).join('، ')} برای ${example.fa} دور می‌زند: ${way}. سرنخ پس از یک دور می‌ایستد و هر تصمیم مشکلی گزارش می‌کند.`,
    }
    return [
      {
        source: first.rule.source,
        finding: { path: [...first.rule.path, 'to'], code: 'RULE_TRANSITIONS_CIRCLE', severity: 'warning', message },
      },
    ]
  })
}

const nameOfMove = ({ rule }: Move): string => nameOf(rule)

function startsOf({ written, entry }: PlacedRule): readonly string[] {
  const { from } = written
  return Array.isArray(from) ? from.map(String).filter((status) => status !== entry.outcome['to']) : []
}

/** Chains of moves that end where they began; each circle once for every status in it, since a lead may start anywhere. */
function circlesIn(moves: readonly Move[]): readonly (readonly Move[])[] {
  const extend = (chain: readonly Move[]): readonly (readonly Move[])[] => {
    const [first, last] = [chain[0], chain.at(-1)]
    if (!first || !last) return []
    if (last.to === first.from) return [chain]
    if (chain.length === MOST_MOVES || chain.slice(0, -1).some(({ from }) => from === last.to)) return []
    return moves.filter(({ from }) => from === last.to).flatMap((next) => extend([...chain, next]))
  }
  return moves.flatMap((move) => extend([move]))
}

/** A lead that makes all the moves one after the other, no earlier rule coming in between. */
function leadInCircle(circle: readonly Move[], rules: readonly PlacedRule[], context: LintContext): Point | undefined {
  const steps = circle.map(({ rule, from }, index) => {
    const arrived = index > 0
    const seen = (conditions: ConditionNode) => afterMove(conditions, { status: from, arrived }, context.scope)
    const earlier = rules.slice(0, rules.indexOf(rule)).filter((other) => startsOf(other).includes(from))
    return { holds: seen(rule.entry.conditions), fails: earlier.map(({ entry }) => seen(entry.conditions)) }
  })
  const question = { holds: steps.map(({ holds }) => holds), fails: steps.flatMap(({ fails }) => fails) }
  return context.ask(question).point
}
