import type { Decision, Score } from '../../model/decision.js'
import type { Fields, ScoredRule, ScoringRequest } from '../../plugin-api/index.js'
import type { CompiledScoring } from '../compile/compile-rule-set.js'
import { gradeOf } from './grade-of.js'
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
    const matched = new Set(await matching(session, rules))
    const scored = rules.map((compiled): ScoredRule => {
      const count = compiled.countSlot === undefined ? {} : { count: Number(session.values[compiled.countSlot] ?? 0) }
      return {
        id: compiled.rule.id,
        title: compiled.rule.title,
        then: compiled.rule.then,
        matched: matched.has(compiled),
        ...count,
      }
    })
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
    return consistent(await environment.filterScore({ lead: state.lead, model: file.id, score }))
  } catch (thrown) {
    session.report(`scoring ${file.id}`, thrown)
    return undefined
  }
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
  return { ...score, ...(grade === undefined ? {} : { grade }), ...(previousGrade === undefined ? {} : { previousGrade }) }
}
