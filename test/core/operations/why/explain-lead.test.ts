import { expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import type { Lead } from '../../../../core/model/entities/lead.js'
import { type ExplainedLead, explainLead, type GoalWords, logActivity, updateLead } from '../../../../core/operations/index.js'
import { isRefusal } from '../../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../../support/databases.js'
import { aLeadIn, crmsOn, failureOf, somebody } from '../crms-of-suite.js'

const wishes = { language: 'en', timeZone: 'UTC' }

eachDatabase((database) => {
  const open = crmsOn(database)

  async function why(
    { crm }: TestCrm,
    id: string,
    goal: GoalWords & { readonly decisionId?: string } = {},
  ): Promise<ExplainedLead> {
    const answer = await explainLead(crm, { actor: SYSTEM, id, wishes, ...goal })
    if (!answer) throw new Error('The lead is gone.')
    return answer
  }

  /** Does what was proposed, as people would: fields, activities, and the time that passes. */
  async function carryOut(test: TestCrm, id: string, steps: NonNullable<ExplainedLead['way']>['steps']): Promise<Lead> {
    const now = test.crm.now()
    for (const { field, value, activity, count = 0 } of steps) {
      if (field !== undefined) {
        const changed = await updateLead(test.crm, { actor: SYSTEM, id, changes: { [field]: inCurrency(value) } })
        if (isRefusal(changed)) throw new Error(changed.refused)
      }
      for (let times = 0; activity !== undefined && times < count; times += 1)
        await logActivity(test.crm, { actor: SYSTEM, activity: { leadId: id, type: activity } })
    }
    const until = steps.find(({ at }) => at !== undefined)?.at
    if (until !== undefined) await test.pass(`PT${Math.ceil((until - now) / 1_000)}S`)
    await test.settle()
    return (await test.crm.store.records.get('lead', id)) as Lead
  }

  test('a lead is as its decision says, and the contributions add up to its score', async () => {
    const crm = await open()
    await crm.addUser({ name: 'Sara', queues: ['enterprise'] })
    const lead = await aLeadIn(crm, somebody({ employees: 600, authority: 'decision-maker' }))
    const answer = await why(crm, lead.id)
    const score = answer.parts.find(({ about }) => about === 'score')
    expect(score?.reasons.reduce((sum, { points = 0 }) => sum + points, 0)).toBe(lead.score)
    expect(answer.parts.map(({ about }) => about)).toEqual(['grade', 'score', 'status', 'owner', 'automations'])
    const owner = answer.parts.find(({ about }) => about === 'owner')
    expect(owner?.sentence).toMatch(/^The owner is Sara\. A rule sent the lead there on .*: 500 employees or more$/)
    expect(owner?.reasons[0]).toMatchObject({ rule: 'inbound/large-company', file: 'routing/inbound.routing.json' })
  })

  test.each<GoalWords>([
    { grade: 'hot' },
    { status: 'qualified' },
    { score: 60 },
    { rule: 'first-response/five-minutes' },
    { queue: 'duty-desk' },
  ])('what is proposed really gives it: %j', async (goal) => {
    const crm = await open()
    await crm.addUser({ name: 'Ali', queues: ['inbound', 'nurture', 'duty-desk'] })
    const lead = await aLeadIn(crm, somebody({ authority: 'influencer', needLevel: 'emerging' }))
    const before = await why(crm, lead.id, goal)
    expect(before.holds).toBe(false)
    expect(before.way?.steps.length).toBeGreaterThan(0)
    const after = await carryOut(crm, lead.id, before.way?.steps ?? [])
    if (goal.grade) expect(after.grade).toBe(goal.grade)
    if (goal.score) expect(after.score).toBeGreaterThanOrEqual(goal.score)
    if (before.way?.total !== undefined) expect(after.score).toBe(before.way.total)
    expect((await why(crm, lead.id, goal)).holds).toBe(true)
  })

  test('sources are called as people call them', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody())
    const { parts } = await why(crm, lead.id, { rule: 'came-through-a-door' })
    expect(parts[0]?.reasons[0]?.leaves[0]?.sentence).toMatch(/^Source is .*, needs one of Web form, /)
  })

  test('nothing comes of asking', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody())
    const before = await crm.profile(lead.id)
    await why(crm, lead.id, { grade: 'hot' })
    await why(crm, lead.id, { queue: 'enterprise' })
    await crm.settle()
    expect(await crm.profile(lead.id)).toEqual(before)
  })

  test('a decision of the past is asked by the lead of that day', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody({ authority: 'decision-maker' }))
    const [first] = (await crm.profile(lead.id)).decisions
    await crm.pass('PT1H')
    await updateLead(crm.crm, { actor: SYSTEM, id: lead.id, changes: { employees: 600, needLevel: 'defined', timeline: 'now' } })
    expect((await why(crm, lead.id, { score: 60 })).holds).toBe(true)
    const then = await why(crm, lead.id, { score: 60, decisionId: first?.id ?? '' })
    expect(then).toMatchObject({ holds: false, decisionId: first?.id, at: first?.decision.now })
    expect(then.headline).toBe('The score is 25, not 60. 35 points are missing.')
    const unknown = await failureOf(why(crm, lead.id, { decisionId: 'nowhere' }))
    expect(unknown.code).toBe('DECISION_UNKNOWN')
  })

  test('a decision whose rules are gone says so', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody())
    const [stored] = (await crm.profile(lead.id)).decisions
    if (!stored) throw new Error('nothing was decided')
    const { ruleShelf, rules } = crm.crm
    const other = {
      ...crm.crm,
      rules: () => ({ ...rules(), digest: 'other' }),
      ruleShelf: { ...ruleShelf, restored: async () => undefined },
    }
    const asked = explainLead(other, { actor: SYSTEM, id: lead.id, decisionId: stored.id, wishes })
    expect((await failureOf(asked)).code).toBe('WHY_RULES_GONE')
  })

  test('what cannot be asked is refused with the way out', async () => {
    const crm = await open()
    const { id } = await aLeadIn(crm, somebody())
    const failure = async (goal: GoalWords) => (await failureOf(why(crm, id, goal))).message
    expect(await failure({ grade: 'hott' })).toBe('There is no grade "hott". Did you mean "hot"?')
    expect(await failure({ grade: 'hot', queue: 'inbound' })).toBe('Ask for one thing at a time, not for grade and queue.')
    expect(await failure({ rule: 'no-such-thing-anywhere' })).toContain(
      'There is no rule "no-such-thing-anywhere". Known: lead-score/',
    )
    expect(await failure({ score: Number.NaN })).toBe('A score is a number.')
    expect((await why(crm, id, { rule: 'clear-need' })).goal).toEqual({ kind: 'rule', rule: 'lead-score/clear-need' })
    expect(await explainLead(crm.crm, { actor: SYSTEM, id: 'nobody', wishes })).toBeUndefined()
  })
})

/** Where no amount of the lead names a currency, whoever writes the proposed one chooses it. */
function inCurrency(value: unknown): unknown {
  const isAmount = typeof value === 'object' && value !== null && 'amount' in value
  return isAmount ? { currency: 'IRR', ...value } : (value ?? null)
}
