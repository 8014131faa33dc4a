import type { Contribution, Decision } from '../../model/decision.js'
import type { CaseExpectation } from './case.js'
import type { CaseState } from './simulate.js'
import type { SpokenOf } from './spoken-of.js'

/** Something that came out otherwise than a case says. */
export interface Difference {
  /** A key of `expect`. */
  readonly what: string
  readonly expected: unknown
  readonly actual: unknown
}

/** What a case says, and of which rules. */
export interface Said {
  readonly expected: CaseExpectation | undefined
  readonly spoken: SpokenOf
}

/** Compares what a case has come to with what it says; only what it names. */
export function compareOutcome(state: CaseState, { expected = {}, spoken }: Said): readonly Difference[] {
  const { fired = [], moved = [] } = expected
  const names = { fired: named(fired, spoken.fired), moved: named(moved, spoken.moved) }
  const actual = outcomeOf(state, names)
  return Object.entries(expected)
    .filter(([what, value]) => !agrees(what, value, actual[what]))
    .map(([what, value]) => ({ what, expected: value, actual: actual[what] }))
}

/** A rule that is named is spoken of, too, whatever file it is in. */
function named(names: readonly string[], isSpokenOf: (rule: string) => boolean): (rule: string) => boolean {
  return (rule) => isSpokenOf(rule) || names.some((name) => isCalled(rule, name))
}

/** Everything a case can compare, as it is now. */
export function outcomeOf({ lead, decisions }: CaseState, spoken: SpokenOf): Readonly<Record<string, unknown>> {
  const score = Object.values(decisions.at(-1)?.scores ?? {})[0]
  const routing = decisions.map((decision) => decision.routing).findLast((taken) => taken !== undefined)
  return {
    score: lead.score,
    grade: lead.grade,
    scores: totals(decisions.at(-1)?.scores ?? {}),
    groups: groupPoints(score?.contributions ?? []),
    status: lead.status,
    reason: lead.statusReason,
    queue: lead.queue,
    ownerId: lead.ownerId,
    moved: decisions.flatMap(({ transitions }) => transitions.map(({ rule }) => rule)).filter(spoken.moved),
    strategy: routing?.strategy,
    rule: routing?.rule,
    fired: decisions.flatMap(({ fired }) => fired.map(({ rule }) => rule)).filter(spoken.fired),
    actions: decisions.flatMap(({ actions }) => actions.filter(({ rule }) => spoken.fired(rule)).map(({ type }) => type)),
    problems: problemsOf(decisions),
  }
}

/** What each scoring file came to. */
function totals(scores: Decision['scores']): Points {
  return Object.fromEntries(Object.entries(scores).map(([file, { total }]) => [file, total]))
}

/** What each group of a score came to. */
function groupPoints(contributions: readonly Contribution[]): Points {
  const sums: Record<string, number> = {}
  for (const { group, points } of contributions) if (group !== undefined) sums[group] = (sums[group] ?? 0) + points
  return sums
}

/** What went wrong inside rules and plugins. */
export const problemsOf = (decisions: readonly Decision[]): readonly string[] =>
  decisions.flatMap(({ problems }) => problems.map(({ where, message }) => `${where}: ${message}`))

function agrees(what: string, expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected)) return isSameList(expected.map(String), actual as readonly string[], LISTED[what] ?? isEqual)
  if (what === 'groups' || what === 'scores') return hasPoints(actual as Points, expected as Points)
  if (what === 'rule' && expected !== null) return isCalled(String(actual), String(expected))
  return expected === (actual ?? null)
}

type Points = Readonly<Record<string, number>>

/** Only what is named; a group to which no rule gave anything has no points. */
const hasPoints = (actual: Points, expected: Points): boolean =>
  Object.entries(expected).every(([name, points]) => (actual[name] ?? 0) === points)

type Meaning = (actual: string, expected: string) => boolean

/** A case may call a rule by its own id, or with the id of its file before it. */
export const isCalled: Meaning = (rule, name) => rule === name || rule.endsWith(`/${name}`)

const isEqual: Meaning = (actual, expected) => actual === expected
const LISTED: Readonly<Record<string, Meaning>> = {
  fired: isCalled,
  moved: isCalled,
  problems: (actual, part) => actual.includes(part),
}

/** Each expected one takes one of the actual ones away; none may be left. */
function isSameList(expected: readonly string[], actual: readonly string[], means: Meaning): boolean {
  const left = [...actual]
  const isFound = (name: string) => {
    const place = left.findIndex((one) => means(one, name))
    if (place >= 0) left.splice(place, 1)
    return place >= 0
  }
  return expected.every(isFound) && left.length === 0
}
