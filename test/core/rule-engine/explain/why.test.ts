import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  decideBatch,
  explainDecision,
  explainWhy,
  type Goal,
  type RuleSet,
  type WhyAnswer,
  type Wishes,
} from '../../../../core/rule-engine/index.js'
import { NOW, rulesOf, when } from '../rules-for-test.js'
import { askFor, baseRules, type Described, leads } from './way/asked-for-test.js'

let ruleSet: RuleSet
beforeAll(async () => {
  ruleSet = await baseRules()
})

const wishesIn = (language: string): Wishes => ({
  language,
  timeZone: 'Asia/Tehran',
  names: new Map([['u1', language === 'fa' ? 'سارا' : 'Sara']]),
})

async function why(
  described: Described,
  { goal, language = 'en', rules = ruleSet }: { goal?: Goal; language?: string; rules?: RuleSet },
) {
  const { situation, decided, environment } = await askFor(rules, goal ?? { kind: 'score', score: 0 }, described)
  const past = { status: { decision: decided.decision, ruleSet: rules } }
  const request = { situation, decided, environment, past, wishes: wishesIn(language) }
  return explainWhy(rules, { ...request, ...(goal ? { goal } : {}) })
}

/** Everything that a person would read of an answer. */
function sentencesOf({ headline, parts, way, byHand }: WhyAnswer): readonly string[] {
  const told = parts.flatMap(({ sentence, reasons }) => [
    sentence,
    ...reasons.flatMap(({ title, note = '', leaves }) => [
      title,
      note,
      ...leaves.flatMap((leaf) => [leaf.sentence, leaf.within ?? '']),
    ]),
  ])
  const taken = way
    ? [
        way.sentence,
        way.result ?? '',
        way.byItself?.sentence ?? '',
        ...way.steps.map(({ sentence }) => sentence),
        ...way.gains.map(({ title }) => title),
        ...way.lifts.map(({ sentence }) => sentence),
      ]
    : []
  return [headline, byHand ?? '', ...told, ...taken]
}

/** What the lead itself says is not ours: its phone, its message, its province, names of sources; and English words with a hyphen. */
const OWN_WORDS = /\+982112345678|Hello|Tehran|web-form|contact|referral|api|unknown|[Pp]re-qualified|e-mail/g
const BROKEN = /undefined|\[object|NaN|null|Invalid/
/** Names of the files, as nobody speaks: `decision-maker`, `needLevel`, `call.inbound`, `lead-score/x`. */
const SLUG = /[a-z]+-[a-z]+\b|[a-z][A-Z]|[a-z]\.[a-z]|[a-z]\/[a-z]/

describe('sentences about the base rules', () => {
  const goalsOf = (rules: RuleSet): readonly (Goal | undefined)[] => [
    undefined,
    ...['hot', 'warm', 'cold'].map((grade): Goal => ({ kind: 'grade', grade })),
    { kind: 'score', score: 62.5 },
    ...rules.lifecycle.statuses.map(({ id }): Goal => ({ kind: 'status', status: id })),
    ...rules.queues.map(({ id }): Goal => ({ kind: 'queue', queue: id })),
    ...[...rules.scoring, ...rules.transitions, ...rules.routing, ...rules.automations].flatMap((group) =>
      group.rules.map((rule): Goal => ({ kind: 'rule', rule: `${group.id}/${rule.id}` })),
    ),
  ]

  for (const language of ['en', 'fa']) {
    test(`are whole and name nothing as files do, in ${language}`, { timeout: 60_000 }, async () => {
      const goals = goalsOf(ruleSet)
      await fc.assert(
        fc.asyncProperty(leads, fc.nat(), async (described, number) => {
          const goal = goals[number % goals.length]
          const answer = await why(described, { language, ...(goal ? { goal } : {}) })
          for (const sentence of sentencesOf(answer)) {
            const own = sentence.replaceAll(OWN_WORDS, '').replaceAll(/[\u2068\u2069]/g, '')
            expect(own).not.toMatch(BROKEN)
            expect(own).not.toMatch(SLUG)
            if (language === 'fa') expect(own).not.toMatch(/[0-9A-Za-z]/)
            if (language === 'en') expect(own).not.toMatch(/\p{Script=Arabic}/u)
          }
        }),
        { numRuns: 200 },
      )
    })
  }
})

describe('why', () => {
  const lead = { status: 'not-contacted', source: 'api', authority: 'decision-maker', employees: 600 }

  test('says for a grade how many points are missing, and what gives them', async () => {
    const answer = await why({ lead: { ...lead, needLevel: 'defined' } }, { goal: { kind: 'grade', grade: 'hot' } })
    expect(answer.holds).toBe(false)
    expect(answer.headline).toBe('The lead is not Hot but Warm, with a score of 60. Hot begins at 70. 10 points are missing.')
    expect(answer.way?.sentence).toBe('One thing would do it:')
    expect(answer.way?.steps).toEqual([{ sentence: '1 more visit to the pricing page', activity: 'page.pricing', count: 1 }])
    expect(answer.way?.result).toBe('The score would then be 70.')
    expect(answer.parts[0]?.reasons.map(({ points, file, line }) => [points, file, typeof line])).toEqual(
      [25, 20, 15].map((points) => [points, 'scoring/lead-score.scoring.json', 'number']),
    )
  })

  test('says that a grade is kept though the score is below where it begins', async () => {
    const rules = rulesOf({
      scoring: {
        model: 'points',
        params: {},
        score: {
          min: 0,
          max: 100,
          groups: [{ id: 'fit' }],
          grades: [{ grade: 'hot', label: { en: 'Hot', fa: 'داغ' }, from: 60, until: 50 }, { grade: 'cold' }],
        },
        rules: [
          { id: 'a', title: { en: 'A' }, conditions: when('$.company', 'present', true), then: { group: 'fit', points: 50 } },
        ],
      },
    })
    const kept = { lead: { company: 'Pars', grade: 'hot' } }
    expect((await why(kept, { rules })).headline).toBe(
      'The lead is Hot, with a score of 50. Hot begins at 60. It was Hot before, and stays so down to 50.',
    )
    const cold = { goal: { kind: 'grade', grade: 'cold' } as const, language: 'fa', rules }
    expect((await why(kept, cold)).headline).toContain('پیش‌تر «داغ» بوده و تا ۵۰ همان می‌ماند.')
    expect((await why({ lead: { company: 'Pars' } }, { rules })).headline).not.toContain('before')
    const { decided } = await askFor(rules, cold.goal, kept)
    expect(explainDecision(rules, decided.decision, 'en').scores[0]?.kept).toContain('stays so down to 50')
  })

  test('says what a field should be as people would, and what it is now', async () => {
    const route: Goal = { kind: 'rule', rule: 'inbound/large-company' }
    const { way } = await why({ lead: { ...lead, employees: 60 } }, { goal: route })
    expect(way?.steps.map(({ sentence }) => sentence)).toEqual(['Change Employees to at least 500 (now 60)'])
    const fa = await why({ lead: { ...lead, employees: 60 } }, { goal: route, language: 'fa' })
    expect(fa.way?.steps.map(({ sentence }) => sentence)).toEqual(['«شمار کارکنان» بشود دست‌کم ۵۰۰ (اکنون ۶۰)'])
  })

  test('says when it comes by itself, on the day of the reader’s calendar', async () => {
    const waiting = { lead: { status: 'contact-in-future', source: 'api', nextContactAt: NOW + 3 * 86_400_000 } }
    const { way } = await why(waiting, { goal: { kind: 'status', status: 'interested' }, language: 'fa' })
    expect(way?.byItself?.sentence).toBe('اگر رویداد دیگری نباشد، خودبه‌خود در ۱۳ اسفند ۱۴۰۴، ۱۲:۳۰ چنین می‌شود (۳ روز دیگر).')
  })

  test('says that a rule is only watched and would have counted', async () => {
    const rule = { id: 'seen', title: { en: 'Seen' }, mode: 'shadow', conditions: when('$.company', 'present', true) }
    const then = [{ type: 'task.create', params: { subject: 'Call', assignee: 'owner' } }]
    const rules = rulesOf({ automation: { rules: [{ ...rule, then }] } })
    const answer = await why({ lead: { company: 'Pars' } }, { goal: { kind: 'rule', rule: 'automation/seen' }, rules })
    expect(answer.headline).toBe('This rule would have counted, but it is only being watched: Seen')
  })

  test('says how points have faded', async () => {
    const rules = rulesOf({
      scoring: {
        title: { en: 'Score' },
        model: 'points',
        params: {},
        score: { min: 0, max: 100, groups: [{ id: 'g' }], grades: [] },
        rules: [
          {
            id: 'asked',
            title: { en: 'Asked lately' },
            conditions: when('$.statusSince', 'present', true),
            then: { group: 'g', points: 10, decay: { model: 'halfLife', every: 'P7D', since: ['statusSince'] } },
          },
        ],
      },
    })
    const answer = await why({ lead: { statusSince: NOW - 7 * 86_400_000 } }, { rules })
    const [reason] = answer.parts.find(({ about }) => about === 'score')?.reasons ?? []
    expect(reason).toMatchObject({ points: 5, note: '10 points when new, 5 left after 7 days' })
  })

  test('says which rule brought the lead to its status, and who owns it', async () => {
    const answer = await why({ lead: { ...lead, ownerId: 'u1' } }, {})
    const status = answer.parts.find(({ about }) => about === 'status')
    expect(status?.sentence).toContain('The status is "Pre-qualified". A rule moved the lead there on Mar 1, 2026')
    expect(status?.reasons[0]).toMatchObject({ rule: 'lead-lifecycle/marketing-qualified', counted: true })
    expect(answer.parts.find(({ about }) => about === 'owner')?.sentence).toContain('The owner is Sara.')
  })

  test('says of a move for whom it is, and what a person may do anyway', async () => {
    const answer = await why({ lead: { ...lead, status: 'junk' } }, { goal: { kind: 'status', status: 'contacted' } })
    expect(answer.parts[0]?.reasons[0]?.note).toBe(
      'It moves leads from "Not contacted", "Attempted to contact"; this one is in "Junk"',
    )
    const lost = await why({ lead }, { goal: { kind: 'status', status: 'lost' } })
    expect(lost.way?.sentence).toBe('No rule moves a lead from "Not contacted" to "Lost".')
    expect(lost.byHand).toBe('A person can move it to "Lost" and give a reason.')
  })

  test('says of what has been so for long which decision made it so', async () => {
    const answer = await why(
      { lead: { ...lead, status: 'pre-qualified' } },
      { goal: { kind: 'status', status: 'pre-qualified' } },
    )
    expect(answer).toMatchObject({ holds: true, headline: 'The status is "Pre-qualified".' })
    expect(answer.parts[0]?.sentence).toContain('No rule moved it there')
  })

  test('says of a rule that sends or moves leads that there is nothing to do', async () => {
    const owned = { lead: { ...lead, ownerId: 'u1' } }
    const answer = await why(owned, { goal: { kind: 'rule', rule: 'inbound/large-company' } })
    expect(answer.headline).toBe('This rule does nothing for the lead now: 500 employees or more')
    expect(answer.parts[0]?.reasons[0]?.note).toBe('The lead has an owner, so it was not sent anywhere')
    expect(answer.way?.steps.map(({ sentence }) => sentence)).toEqual(['Take it from its owner, so that it is sent out anew'])
  })

  test('says of a rule that could not be answered what went wrong', async () => {
    const goal: Goal = { kind: 'rule', rule: 'lead-score/replied' }
    const asked = await askFor(ruleSet, goal, { lead })
    const situation = { ...asked.situation, failedFacts: { 'activityCount({"type":"call.inbound"})': 'The telephone is down.' } }
    const { decided } = await decideBatch(ruleSet, [situation], asked.environment)
    const [one] = decided
    if (!one) throw new Error('nothing was decided')
    const answer = await explainWhy(ruleSet, { decided: one, situation, environment: asked.environment, goal, wishes: 'en' })
    expect(answer.headline).toMatch(/^This rule could not be answered: Has replied to us \(.*The telephone is down\.\)$/)
  })
})
