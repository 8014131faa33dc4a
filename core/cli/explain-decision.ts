import type { Decision, RoutingTaken } from '../model/decision.js'
import type { Explanation } from '../rule-engine/index.js'
import type { LeadReader } from './lead-reader.js'
import type { Words } from './words/index.js'

interface Explaining {
  readonly words: Words['lead']
  readonly reader: LeadReader
  /** What the rules that decided say; absent where they are not at hand. */
  readonly explanation?: Explanation | undefined
}

/** Tells one decision line by line: points, moves, where to and to whom, who was left out and why, what was asked for. */
export function explainDecision(decision: Decision, explaining: Explaining): readonly string[] {
  const { words, reader } = explaining
  const { scores, transitions, routing, fired, problems } = decision
  return [
    ...Object.entries(scores).flatMap(([model, score]) => explainScore(model, score, explaining)),
    ...transitions.map(({ from, to, title }) => words.moved(reader.status(from), reader.status(to), reader.text(title))),
    ...(routing ? explainRouting(routing, explaining) : []),
    ...fired.map(({ title }) => words.fired(reader.text(title))),
    ...explainActions(decision, explaining),
    ...(decision.shadow ?? []).map(words.shadow),
    ...problems.map(({ where, plugin, message }) =>
      words.problem(reader.withNames(where) + (plugin ? ` (${plugin})` : ''), reader.withNames(message)),
    ),
  ]
}

type GradedScore = Decision['scores'][string]

function explainScore(model: string, score: GradedScore, { words, reader, explanation }: Explaining): readonly string[] {
  const { total, grade, previousGrade, contributions } = score
  const now = grade === undefined ? '' : reader.grade(grade)
  const before = previousGrade === undefined || previousGrade === grade ? '' : reader.grade(previousGrade)
  const kept = explanation?.scores.find(({ file }) => file === model)?.kept
  return [
    words.score({ model: reader.scoring(model), total: reader.number(total), grade: now, before }),
    ...(kept === undefined ? [] : [`  ${kept}`]),
    ...contributions.map(({ points, title }) => `  ${signed(points, reader)} ${reader.text(title)}`),
  ]
}

function explainRouting(routing: RoutingTaken, { words, reader }: Explaining): readonly string[] {
  const { queue, ownerId, strategy, title, leftOut, unassigned } = routing
  const by = strategy === undefined ? '' : reader.strategy(strategy)
  return [
    ...(queue === undefined ? [] : [words.sent(reader.queue(queue), reader.text(title))]),
    ...(ownerId === undefined || unassigned !== undefined ? [] : [words.given(reader.user(ownerId), by)]),
    ...(unassigned === undefined ? [] : [words.unassigned[unassigned]]),
    ...leftOut.map(
      ({ userId, reason, details }) =>
        `  ${words.leftOut(reader.user(userId), words.reasons[reason])}${behind(details, { words, reader })}`,
    ),
  ]
}

/** The numbers behind a reason, each by its word where there is one. */
function behind(details: RoutingTaken['leftOut'][number]['details'], { words, reader }: Explaining): string {
  const named: Readonly<Record<string, string>> = words.details
  const parts = Object.entries(details ?? {})
    .filter(([, value]) => value !== '')
    .map(
      ([name, value]) => `${named[name] ?? name} ${typeof value === 'number' ? reader.number(shownNumber(name, value)) : value}`,
    )
  return parts.length === 0 ? '' : ` (${parts.join(words.detailComma)})`
}

/** Places in a queue are stored from zero; people count from one. */
const shownNumber = (name: string, value: number): number => (name === 'place' || name === 'turn' ? value + 1 : value)

function explainActions({ actions, fired }: Decision, { words, reader, explanation }: Explaining): readonly string[] {
  return actions.flatMap(({ type, rule, params }, index) => {
    const place = actions.slice(0, index).filter((each) => each.rule === rule).length
    const sources = explanation?.automations.find((verdict) => verdict.rule === rule)?.sources[place]
    const title = fired.find((automation) => automation.rule === rule)?.title ?? rule
    return [
      words.action(reader.action(type), reader.text(title)),
      ...reader.params(type, params).map(({ name, label, value }) => {
        const source = sources?.[name]
        return `  ${label}: ${value}${source === undefined ? '' : ` (${source})`}`
      }),
    ]
  })
}

function signed(points: number, { number }: LeadReader): string {
  return `${points < 0 ? '−' : '+'}${number(Math.abs(points))}`.padStart(6)
}
