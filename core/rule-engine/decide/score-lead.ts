import type { Decision, Score } from '../../model/decision.js'
import type { Fields, ScoredRule, ScoringRequest } from '../../plugin-api/index.js'
import type { CompiledScoring, CompiledScoringRule } from '../compile/compile-rule-set.js'
import { elapsedBase } from '../facts/derive-facts.js'
import { isSingleHit } from '../files/rule-list.js'
import { gradeOf } from './grade-of.js'
import { matrixOf } from './matrix-of.js'
import { matching, type Session, withFields } from './session.js'

type Graded = Decision['scores'][string]

/** Scores a lead by every scoring file. The first file's total and grade become the lead's own. */
export async function scoreLead(session: Session): Promise<Decision['scores']> {
  const scores: Record<string, Graded> = {}
  for (const scoring of session.compiled.scoring) {
    const score = await scoreByFile(session, scoring)
    if (!score) continue
    scores[scoring.file.id] = graded(score, scoring, session)
  }
  const main = scores[session.state.mainScore ?? '']
  const { lead } = session.state
  session.become({ scores, ...(main ? { lead: withFields(lead, { score: main.total, grade: main.grade }) } : {}) })
  return scores
}

async function scoreByFile(session: Session, { file, rules }: CompiledScoring): Promise<Score | undefined> {
  const { environment, state } = session
  try {
    const matched = await matching(session, rules, { onlyFirst: isSingleHit(file.hitPolicy) })
    const scored = scoredRules(rules, { session, matched })
    const { min, max, groups } = file.score
    const limits = { min, max, groups }
    const request = {
      lead: state.lead,
      rules: scored,
      params: file.params,
      limits,
      now: environment.now,
    } as ScoringRequest<Fields>
    const score = consistent(await environment.score(file.model, request))
    const answer = await environment.filterScore({ lead: state.lead, model: file.id, score })
    const filtered = answer === score ? score : consistent(answer)
    // What a plugin adds to a score does not tell when the rest of it changes.
    return score.changesAt === undefined ? filtered : { changesAt: score.changesAt, ...filtered }
  } catch (thrown) {
    session.report(`scoring ${file.id}`, thrown)
    return undefined
  }
}

/** Every rule with its answer; `matched` holds those that do, in the same order. */
function scoredRules(
  rules: CompiledScoring['rules'],
  { session, matched }: { readonly session: Session; readonly matched: CompiledScoring['rules'] },
): readonly ScoredRule[] {
  const plain = plainAnswers(rules)
  let next = 0
  return rules.map((compiled, place) => {
    const isMatched = compiled === matched[next]
    if (isMatched) next += 1
    const answer = plain[place]
    if (!answer) return scoredRule(compiled, { session, matched: isMatched })
    return isMatched ? answer.yes : answer.no
  })
}

interface PlainAnswers {
  readonly yes: ScoredRule
  readonly no: ScoredRule
}

const answers = new WeakMap<CompiledScoring['rules'], readonly (PlainAnswers | undefined)[]>()

/** A rule of which nothing but its answer differs from lead to lead says one of two things, made once. */
function plainAnswers(rules: CompiledScoring['rules']): readonly (PlainAnswers | undefined)[] {
  const known = answers.get(rules)
  if (known) return known
  const made = rules.map(({ rule: { id, title, then }, countSlot }) => {
    if (countSlot !== undefined || then.decay) return undefined
    const answerOf = (matched: boolean): ScoredRule => Object.freeze({ id, title, then, matched })
    return { yes: answerOf(true), no: answerOf(false) }
  })
  answers.set(rules, made)
  return made
}

function scoredRule(
  { rule, countSlot, timesSlot }: CompiledScoringRule,
  { session, matched }: { readonly session: Session; readonly matched: boolean },
): ScoredRule {
  const { id, title, then } = rule
  const times = then.decay ? eventTimes(timesSlot === undefined ? [] : session.values[timesSlot], then, session) : undefined
  return {
    id,
    title,
    then,
    matched,
    ...(countSlot === undefined ? {} : { count: Number(session.values[countSlot] ?? 0) }),
    ...(times === undefined ? {} : { times }),
  }
}

/** When what earned the points was: the activities that are paid for, or the first of the fields that is filled. */
function eventTimes(activities: unknown, { decay }: CompiledScoringRule['rule']['then'], { state }: Session): readonly number[] {
  if (!decay?.since) return Array.isArray(activities) ? activities : []
  const since = elapsedBase({ since: decay.since }, state.lead)
  return since === undefined ? [] : [since]
}

/** A total that its reasons do not explain would be a number that nobody can trust. */
function consistent(score: Score): Score {
  const sum = score.contributions.reduce((total, { points }) => total + points, 0)
  if (Number.isFinite(score.total) && Math.abs(sum - score.total) < 1e-6) return score
  throw new Error(`The contributions add up to ${sum}, the total says ${score.total}; the score is left as it was.`)
}

function graded(score: Score, { file }: CompiledScoring, { state }: Session): Graded {
  const previousGrade = file.id === state.mainScore ? state.lead.grade : undefined
  const grade = gradeOf(file.score.grades, { total: score.total, previous: previousGrade })
  const matrix = matrixOf(score, file.score.matrix)
  return {
    ...score,
    ...(matrix === undefined ? {} : { matrix }),
    ...(grade === undefined ? {} : { grade }),
    ...(previousGrade === undefined ? {} : { previousGrade }),
  }
}
