import { describe, expect, test } from 'vitest'
import { CrmError } from '../../../../core/errors.js'
import type { DecidedLead } from '../../../../core/model/decision.js'
import { type DecideEnvironment, decideBatch, type RuleSet, type Situation } from '../../../../core/rule-engine/index.js'
import { aLead, always, environment, NOW, queueOf, rulesOf, situation, when } from '../rules-for-test.js'

async function decideOne(
  ruleSet: RuleSet,
  one: Situation = situation(),
  changes: Partial<DecideEnvironment> = {},
): Promise<DecidedLead> {
  const { decided } = await decideBatch(ruleSet, [one], environment(changes))
  const [first] = decided
  if (!first) throw new Error('nothing was decided')
  return first
}

const scoring = {
  score: { min: 0, max: 100, groups: [{ id: 'fit' }], grades: [{ grade: 'hot', from: 50, until: 30 }, { grade: 'cold' }] },
  rules: [
    { id: 'big', conditions: when('$.company', 'equal', 'Big'), then: { group: 'fit', points: 40 } },
    {
      id: 'calls',
      conditions: { all: [{ fact: 'activityCount', params: { type: 'call' }, operator: 'greaterThan', value: 0 }] },
      then: { group: 'fit', pointsPer: { activity: 'call', points: 5, maxCount: 3 } },
    },
  ],
}

describe('scoring', () => {
  test('counts activities, writes total and grade on the lead, and leaves the lead that came in as it was', async () => {
    const one = situation({ company: 'Big' }, { facts: { 'activityCount({"type":"call"})': 7 } })
    const { lead, decision } = await decideOne(rulesOf({ scoring }), one)
    expect(lead).toMatchObject({ score: 55, grade: 'hot' })
    expect(decision.scores['scoring']?.contributions.map(({ rule, points }) => [rule, points])).toEqual([
      ['big', 40],
      ['calls', 15],
    ])
    expect(one.lead).toEqual(aLead({ company: 'Big' }))
    expect(Object.isFrozen(lead)).toBe(true)
  })

  test('keeps a grade down to its lower bound, and only for who has it', async () => {
    const rules = rulesOf({ scoring })
    expect((await decideOne(rules, situation({ company: 'Big', grade: 'hot' }))).lead.grade).toBe('hot')
    expect((await decideOne(rules, situation({ company: 'Big', grade: 'cold' }))).lead.grade).toBe('cold')
    expect((await decideOne(rules, situation({ grade: 'hot' }))).decision.scores['scoring']).toMatchObject({
      grade: 'cold',
      previousGrade: 'hot',
    })
  })

  test('a model that throws leaves the score as it was, names its plugin, and the rest counts', async () => {
    const rules = rulesOf({ scoring, transition: { rules: [{ id: 'go', from: ['new'], to: 'working', conditions: always }] } })
    const score = async () => {
      throw new CrmError('INTERNAL', 'broken', { details: { plugin: 'scoring-points' } })
    }
    const { lead, decision } = await decideOne(rules, situation({ score: 12, grade: 'cold' }), { score })
    expect(decision.problems).toEqual([{ where: 'scoring scoring', message: 'broken', plugin: 'scoring-points' }])
    expect(lead).toMatchObject({ score: 12, grade: 'cold', status: 'working' })
  })

  test('a total that its contributions do not explain is refused', async () => {
    const { lead, decision } = await decideOne(rulesOf({ scoring }), situation(), {
      score: async () => ({ total: 99, contributions: [] }),
    })
    expect(decision.problems[0]?.message).toContain('add up to 0')
    expect(lead.score).toBeUndefined()
  })

  test('a fact that could not be loaded costs only the rules that read it', async () => {
    const failedFacts = { 'activityCount({"type":"call"})': 'the database was away' }
    const { lead, decision } = await decideOne(rulesOf({ scoring }), situation({ company: 'Big' }, { failedFacts }))
    expect(lead.score).toBe(40)
    expect(decision.problems.map(({ where }) => where)).toEqual(['rule scoring/calls'])
  })
})

describe('transitions', () => {
  const move = (id: string, from: string, to: string, more = {}) => ({ id, from: [from], to, conditions: always, ...more })

  test('go on until no rule asks for another move, each with its instant', async () => {
    const rules = rulesOf({ transition: { rules: [move('b', 'working', 'won'), move('a', 'new', 'working')] } })
    const { lead, decision } = await decideOne(rules)
    expect(decision.transitions.map(({ rule, from, to }) => [rule, from, to])).toEqual([
      ['transition/a', 'new', 'working'],
      ['transition/b', 'working', 'won'],
    ])
    expect(lead).toMatchObject({ status: 'won', statusSince: NOW })
  })

  test('a circle is cut and reported', async () => {
    const rules = rulesOf({ transition: { rules: [move('a', 'new', 'working'), move('b', 'working', 'new')] } })
    const { lead, decision } = await decideOne(rules)
    expect(lead.status).toBe('working')
    expect(decision.problems[0]?.message).toContain('new → working → new')
  })

  test('a move that the lifecycle or a guard refuses is reported, and the next rule has its turn', async () => {
    const rules = rulesOf({ transition: { rules: [move('a', 'new', 'won'), move('b', 'new', 'lost', { reason: 'price' })] } })
    const guardTransition: DecideEnvironment['guardTransition'] = async ({ to }) =>
      to === 'won' ? { refused: 'No contract yet.' } : undefined
    const { lead, decision } = await decideOne(rules, situation(), { guardTransition })
    expect(lead).toMatchObject({ status: 'lost', statusReason: 'price' })
    expect(decision.problems[0]?.message).toContain('No contract yet.')
  })

  test('rules count by priority, and not when switched off, out of their time or in the shadow', async () => {
    const rules = rulesOf({
      transition: {
        rules: [
          move('low', 'new', 'working'),
          move('high', 'new', 'won', { priority: 5 }),
          move('off', 'new', 'lost', { priority: 9, reason: 'price', enabled: false }),
          move('shadow', 'new', 'lost', { priority: 9, reason: 'price', mode: 'shadow' }),
          move('later', 'won', 'lost', { priority: 9, reason: 'price', effective: { from: '2026-03-02' } }),
          move('over', 'new', 'lost', { priority: 9, reason: 'price', effective: { until: '2026-03-01T09:00:00Z' } }),
        ],
      },
    })
    const { decision } = await decideOne(rules)
    expect(decision.transitions.map(({ rule }) => rule)).toEqual(['transition/high'])
    expect(decision.nextChangeAt).toBe(Date.parse('2026-03-02'))
  })
})

describe('routing', () => {
  const routing = {
    rules: [
      { id: 'big', conditions: when('$.company', 'equal', 'Big'), then: { queue: 'desk', strategy: 'least-busy' } },
      { id: 'rest', then: { queue: 'sales', strategy: 'round-robin' } },
    ],
  }

  test('the first rule that matches decides, and each member who cannot is left out with the reason', async () => {
    const queues = [
      queueOf('sales', [
        { userId: 'gone', active: false },
        { userId: 'away', away: true },
        { userId: 'full', openLeads: 3, capacity: 3 },
        { userId: 'ok' },
      ]),
    ]
    const { lead, decision } = await decideOne(rulesOf({ routing }), situation(), { queues })
    expect(lead).toMatchObject({ queue: 'sales', ownerId: 'ok' })
    expect(decision.routing?.rule).toBe('routing/rest')
    expect(decision.routing?.leftOut.map(({ userId, reason }) => [userId, reason])).toEqual([
      ['gone', 'inactive'],
      ['away', 'away'],
      ['full', 'at-capacity'],
    ])
  })

  test('one batch moves turns and workload from lead to lead', async () => {
    const queues = [queueOf('sales', [{ userId: 'a', capacity: 2 }, { userId: 'b' }])]
    const batch = ['1', '2', '3', '4', '5'].map((id) => situation({ id }))
    const { decided, queues: after } = await decideBatch(rulesOf({ routing }), batch, environment({ queues }))
    expect(decided.map(({ lead }) => lead.ownerId)).toEqual(['a', 'b', 'a', 'b', 'b'])
    expect(after).toEqual([{ queue: 'sales', cursors: { 'round-robin': expect.any(Number) } }])
    expect(queues[0]?.cursors).toEqual({})
  })

  test('whom a guard refuses is left out and the strategy chooses among the others', async () => {
    const queues = [queueOf('sales', [{ userId: 'a' }, { userId: 'b' }])]
    const guardAssign: DecideEnvironment['guardAssign'] = async ({ ownerId }) =>
      ownerId === 'a' ? { refused: 'No.' } : undefined
    const { lead, decision } = await decideOne(rulesOf({ routing }), situation(), { queues, guardAssign })
    expect(lead.ownerId).toBe('b')
    expect(decision.routing?.leftOut).toContainEqual({ userId: 'a', reason: 'refused-by-guard' })
  })

  test('says why the queue keeps a lead', async () => {
    const rules = rulesOf({ routing })
    expect((await decideOne(rules)).decision.routing).toMatchObject({ queue: 'sales', unassigned: 'queue-empty' })
    const queues = [queueOf('sales', [{ userId: 'a', away: true }])]
    expect((await decideOne(rules, situation(), { queues })).decision.routing).toMatchObject({ unassigned: 'nobody-available' })
    const narrow = rulesOf({
      routing: { rules: [{ id: 'none', conditions: when('$.company', 'equal', 'x'), then: { queue: 'sales' } }] },
    })
    expect((await decideOne(narrow)).decision.routing).toMatchObject({ unassigned: 'no-rule' })
  })

  test('a lead with an owner, and a closed one, are not routed', async () => {
    const rules = rulesOf({ routing })
    expect((await decideOne(rules, situation({ ownerId: 'u' }))).decision.routing).toBeUndefined()
    expect((await decideOne(rules, situation({ status: 'won' }, { trigger: 'timer' }))).decision.routing).toBeUndefined()
  })

  test('a lead that is imported closed gets its place all the same', async () => {
    const ask = situation({ status: 'won' }, { trigger: 'import' })
    const { lead, decision } = await decideOne(rulesOf({ routing }), ask)
    expect(decision.routing).toBeDefined()
    expect(lead.queue).toBe(decision.routing?.queue)
  })

  test('a lead that is to change hands goes to somebody else, or stays when there is nobody', async () => {
    const rules = rulesOf({ routing })
    const ask = situation({ ownerId: 'a', queue: 'sales' }, { trigger: 'edit', reroute: { queue: 'desk' } })
    const pair = [
      queueOf('desk', [
        { userId: 'a', openLeads: 1 },
        { userId: 'b', openLeads: 9 },
      ]),
    ]
    const moved = await decideOne(rules, ask, { queues: pair })
    expect(moved.lead).toMatchObject({ ownerId: 'b', queue: 'desk' })
    expect(moved.decision.routing).toMatchObject({
      rule: 'reroute',
      strategy: 'least-busy',
      leftOut: [{ userId: 'a', reason: 'excluded-by-rule' }],
    })
    const kept = await decideOne(rules, ask, { queues: [queueOf('desk', [{ userId: 'a' }])] })
    expect(kept.lead).toMatchObject({ ownerId: 'a', queue: 'sales' })
    expect(kept.decision.routing?.unassigned).toBe('kept-owner')
  })

  test('a rule can name one person by e-mail', async () => {
    const rules = rulesOf({ routing: { rules: [{ id: 'vip', then: { queue: 'desk', owner: 'B@example.com' } }] } })
    const queues = [queueOf('desk', [{ userId: 'a' }, { userId: 'b' }])]
    expect((await decideOne(rules, situation(), { queues })).lead.ownerId).toBe('b')
  })

  test('a strategy that throws or chooses a stranger leaves the lead in the queue', async () => {
    const queues = [queueOf('sales', [{ userId: 'a' }])]
    const { lead, decision } = await decideOne(rulesOf({ routing }), situation(), {
      queues,
      choose: async () => ({ ownerId: 'stranger', leftOut: [] }),
    })
    expect(lead.ownerId).toBeUndefined()
    expect(lead.queue).toBe('sales')
    expect(decision.problems[0]?.message).toContain('stranger')
  })
})

describe('automations', () => {
  const rule = (id: string, more = {}) => ({
    id,
    conditions: when('$.company', 'equal', 'Big'),
    then: [{ type: 'notify', params: { text: { en: { fact: 'lead', path: '$.company' } } } }],
    ...more,
  })
  const ask = async (rules: RuleSet, companies: readonly string[]) => {
    let lead = aLead()
    const fired: (readonly string[])[] = []
    const keys: string[] = []
    for (const company of companies) {
      const { decision, lead: next } = await decideOne(rules, { lead: { ...lead, company }, trigger: 'edit', facts: {} })
      fired.push(decision.fired.map(({ rule: name }) => name))
      keys.push(...decision.actions.map(({ idempotencyKey }) => idempotencyKey))
      lead = next
    }
    return { fired: fired.map((names) => names.length), keys, lead }
  }

  test('fire when they turn true, each time with a new key', async () => {
    const { fired, keys, lead } = await ask(rulesOf({ automation: { rules: [rule('r')] } }), ['Big', 'Big', 'Small', 'Big'])
    expect(fired).toEqual([1, 0, 0, 1])
    expect(keys).toEqual(['l1/automation/r/1/0', 'l1/automation/r/2/0'])
    expect(lead.rulesTrue).toEqual(['automation/r', 'fired:automation/r:2'])
  })

  test('fire once in a life, or with every decision, where they say so', async () => {
    const companies = ['Big', 'Small', 'Big', 'Big']
    expect((await ask(rulesOf({ automation: { rules: [rule('r', { fire: 'once' })] } }), companies)).fired).toEqual([1, 0, 0, 0])
    const { fired, keys } = await ask(rulesOf({ automation: { rules: [rule('r', { fire: 'always' })] } }), companies)
    expect(fired).toEqual([1, 0, 1, 1])
    expect(new Set(keys).size).toBe(3)
  })

  test('fill what facts say into parameters at any depth', async () => {
    const { decision } = await decideOne(rulesOf({ automation: { rules: [rule('r')] } }), situation({ company: 'Big' }))
    expect(decision.actions).toEqual([
      { type: 'notify', params: { text: { en: 'Big' } }, rule: 'automation/r', idempotencyKey: 'l1/automation/r/1/0' },
    ])
  })
})

test('the facts of a decision decide the same again', async () => {
  const rules = rulesOf({
    scoring,
    transition: {
      rules: [
        { id: 'go', from: ['new'], to: 'working', conditions: { all: [{ fact: 'grade', operator: 'equal', value: 'hot' }] } },
      ],
    },
  })
  const first = await decideOne(rules, situation({ company: 'Big' }, { facts: { 'activityCount({"type":"call"})': 2 } }))
  const again = await decideOne(rules, {
    lead: first.decision.facts['lead'] as Situation['lead'],
    trigger: 'capture',
    facts: first.decision.facts,
  })
  expect(again).toEqual(first)
})

test('a lead about which everything is as it should be comes back as the very lead it was, so that nobody writes it', async () => {
  const rules = rulesOf({ scoring, automation: { rules: [] } })
  const first = await decideOne(rules, situation({ company: 'Big' }))
  const again = await decideOne(rules, situation(first.lead))
  expect(again.lead).toEqual(first.lead)
  const same = situation(first.lead)
  expect((await decideOne(rules, same)).lead).toBe(same.lead)
  const other = situation({ ...first.lead, score: 3 })
  expect((await decideOne(rules, other)).lead).not.toBe(other.lead)
})

describe('a rule in shadow that holds', () => {
  const shadow = { conditions: always, mode: 'shadow', title: { en: 'S' } }
  const rules = rulesOf({
    scoring: { ...scoring, rules: [...scoring.rules, { ...shadow, id: 'watched', then: { group: 'fit', points: 9 } }] },
    automation: { rules: [{ ...shadow, id: 'tell', title: { en: 'T' }, then: [{ type: 'notify', params: { text: 'x' } }] }] },
  })

  test('is named in the decision, and nothing follows from it', async () => {
    const { lead, decision } = await decideOne(rules)
    expect(decision.shadow).toEqual(['scoring/watched', 'automation/tell'])
    expect(lead).toMatchObject({ score: 0, rulesTrue: [] })
    expect(decision).toMatchObject({ fired: [], actions: [], rulesTrue: [] })
  })

  test('is named as well where conditions run on the reference engine', async () => {
    expect((await decideOne(rules, situation(), { engine: 'reference' })).decision.shadow).toEqual([
      'scoring/watched',
      'automation/tell',
    ])
  })

  test('leaves a decision without such a list where none holds', async () => {
    expect((await decideOne(rulesOf({ scoring }))).decision).not.toHaveProperty('shadow')
  })
})
