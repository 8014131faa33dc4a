import fc from 'fast-check'
import type { Lead } from '../../../../../core/model/entities/lead.js'
import { type Asked, decideAs } from '../../../../../core/rule-engine/explain/way/asked.js'
import type { Goal } from '../../../../../core/rule-engine/explain/way/goal.js'
import { buildRuleSet, type RuleSet, readRuleFiles } from '../../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../../rules/base-vocabulary.js'
import { aLead, environment, NOW } from '../../rules-for-test.js'

/** The rules that the product ships. */
export async function baseRules(): Promise<RuleSet> {
  const files = await readRuleFiles([{ name: 'base', folder: new URL('../../../../../rules', import.meta.url).pathname }])
  return buildRuleSet(files, vocabularyFor(files))
}

/** A lead with so many activities of each type, decided about. */
export interface Described {
  readonly lead: Partial<Lead>
  readonly activities?: Readonly<Record<string, number>>
}

/** Asks for something about a lead as it stands. */
export async function askFor(ruleSet: RuleSet, goal: Goal, { lead, activities = {} }: Described): Promise<Asked> {
  const facts = Object.fromEntries(
    ruleSet.slots
      .filter(({ fact }) => fact === 'activityCount')
      .map(({ key, params }) => [key, activities[String(params['type'])] ?? 0]),
  )
  const situation = { lead: aLead(lead), trigger: 'rescore' as const, facts }
  const asked = { ruleSet, goal, situation, environment: environment() }
  const decided = await decideAs({ ...asked, decided: { lead: situation.lead, decision: undefined as never } }, situation)
  return { ...asked, decided }
}

/** Leads of every kind that the base rules tell apart. */
export const leads: fc.Arbitrary<Described> = fc.record({
  lead: fc.record(
    {
      status: fc.constantFrom(
        'not-contacted',
        'attempted-to-contact',
        'contacted',
        'interested',
        'contact-in-future',
        'pre-qualified',
        'qualified',
        'junk',
      ),
      authority: fc.constantFrom('decision-maker', 'influencer', 'none', 'unknown'),
      employees: fc.constantFrom(0, 10, 49, 50, 499, 500, 9_000),
      needLevel: fc.constantFrom('none', 'emerging', 'defined'),
      timeline: fc.constantFrom('now', 'quarter', 'year'),
      budget: fc.constantFrom({ amount: 0, currency: 'EUR' }, { amount: 900, currency: 'EUR' }),
      phone: fc.constant('+982112345678'),
      message: fc.constant('Hello'),
      source: fc.constantFrom('web-form', 'api', 'referral'),
      doNotCall: fc.boolean(),
      doNotEmail: fc.boolean(),
      score: fc.constantFrom(10, 38, 65, 80),
      grade: fc.constantFrom('hot', 'warm', 'cold'),
      ownerId: fc.constant('u1'),
      nextContactAt: fc.constantFrom(NOW - 86_400_000, NOW + 3 * 86_400_000),
      createdAt: fc.constantFrom(NOW, NOW - 120_000, NOW - 40 * 86_400_000),
      statusSince: fc.constantFrom(NOW, NOW - 28 * 86_400_000),
      province: fc.constant('Tehran'),
    },
    { requiredKeys: ['status', 'source'] },
  ) as fc.Arbitrary<Partial<Lead>>,
  activities: fc.dictionary(
    fc.constantFrom('page.pricing', 'call.inbound', 'call.outbound', 'mail.sent'),
    fc.integer({ min: 1, max: 4 }),
    { maxKeys: 3 },
  ),
})
