import { beforeAll, describe, expect, test } from 'vitest'
import type { Decision } from '../../../../core/model/decision.js'
import {
  buildRuleSet,
  decideBatch,
  describeConditions,
  describeFacts,
  explainDecision,
  type RuleSet,
  readRuleFiles,
  rebuildRuleSet,
} from '../../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../../rules/base-vocabulary.js'
import { aLead, environment, queueOf, rulesOf, situation, when } from '../rules-for-test.js'

describe('an explanation', () => {
  let ruleSet: RuleSet
  let decision: Decision

  beforeAll(async () => {
    const files = await readRuleFiles([{ name: 'base', folder: new URL('../../../../rules', import.meta.url).pathname }])
    ruleSet = buildRuleSet(files, vocabularyFor(files))
    const lead = aLead({
      status: 'not-contacted',
      employees: 620,
      authority: 'decision-maker',
      source: 'web-form',
      needLevel: 'emerging',
    })
    const queues = [queueOf('enterprise', [{ userId: 'busy', openLeads: 5 }, { userId: 'away', away: true }, { userId: 'free' }])]
    const { decided } = await decideBatch(ruleSet, [{ lead, trigger: 'capture', facts: {} }], environment({ queues }))
    if (decided[0]) decision = decided[0].decision
  })

  test('says for each contribution what was found and what it needs', () => {
    const [score] = explainDecision(ruleSet, decision, 'en').scores
    expect(score?.contributions.map(({ sentence }) => sentence)).toEqual([
      'Talks for the company: +25',
      '500 employees or more: +20',
      'Asked on our own site: +10',
    ])
    expect(score?.contributions[1]?.leaves).toEqual([{ holds: true, sentence: 'Employees is 620, needs at least 500' }])
  })

  test('says of each rule that did not count what it lacked', () => {
    const [score] = explainDecision(ruleSet, decision, 'en').scores
    const missed = score?.notMatched.find(({ rule }) => rule === 'lead-score/clear-need')
    expect(missed?.leaves).toEqual([{ holds: false, sentence: 'How clear the need is: Emerging, needs to be Defined' }])
    const budget = score?.notMatched.find(({ rule }) => rule === 'lead-score/has-budget')
    expect(budget?.leaves[0]?.sentence).toBe('Budget is missing, needs more than 0')
  })

  test('tells each move, where the lead went, and why each other member did not get it', () => {
    const { transitions, routing } = explainDecision(ruleSet, decision, 'en')
    expect(transitions[0]?.sentence).toBe('From "Not contacted" to "Pre-qualified": Pre-qualified by marketing: a score of 40')
    expect(transitions[0]?.leaves).toEqual([{ holds: true, sentence: 'Score is 55, needs at least 40' }])
    expect(routing).toMatchObject({ sentence: 'To the queue "Large customers": 500 employees or more', ownerId: 'free' })
    expect(routing?.leftOut).toContainEqual({ userId: 'away', name: 'away', sentence: 'away' })
    expect(routing?.leftOut.find(({ userId }) => userId === 'busy')?.sentence).toContain('has more open leads')
    expect(routing?.rules).toMatchObject([{ rule: 'inbound/large-company', counted: true, leaves: [{ holds: true }] }])
  })

  test('marks what was not needed because another part of the same choice holds', async () => {
    const lead = aLead({ status: 'not-contacted', score: 0 })
    const facts = { 'activityCount({"type":"mail.received"})': 1 }
    const { decided } = await decideBatch(ruleSet, [{ lead, trigger: 'edit', facts }], environment())
    const replied = decided[0] && explainDecision(ruleSet, decided[0].decision, 'en').scores[0]?.contributions
    const within = 'Has replied'
    expect(replied?.find(({ rule }) => rule === 'replied')?.leaves).toEqual([
      { holds: false, spare: true, sentence: 'Number of calls received is missing, needs more than 0', within },
      { holds: true, sentence: 'Number of e-mails received is 1, needs more than 0', within },
      { holds: false, spare: true, sentence: 'Number of meetings is missing, needs more than 0', within },
    ])
  })

  test('calls people by their names', () => {
    const names = new Map([
      ['free', 'Free Person'],
      ['busy', 'Busy Person'],
    ])
    const { routing } = explainDecision(ruleSet, decision, { language: 'en', names })
    expect(routing?.owner).toBe('Free Person')
    expect(routing?.leftOut.find(({ userId }) => userId === 'busy')).toMatchObject({ name: 'Busy Person' })
    expect(routing?.leftOut.find(({ userId }) => userId === 'away')).toMatchObject({ name: 'away' })
  })

  test('says everything that was read, in the words of the fields', () => {
    const facts = describeFacts(ruleSet, decision, 'en')
    expect(facts).toContainEqual({ name: 'Employees', value: '620' })
    expect(facts).toContainEqual({ name: 'Status', value: 'Not contacted' })
  })

  test('can be given by the rules of the past, made anew from their files', () => {
    const again = rebuildRuleSet(ruleSet.files, ruleSet.vocabulary)
    expect(again?.digest).toBe(decision.ruleSet)
    expect(again && explainDecision(again, decision, 'en')).toEqual(explainDecision(ruleSet, decision, 'en'))
  })

  test('shows what an automation waits for, below a "not" too', () => {
    const { automations } = explainDecision(ruleSet, decision, 'en')
    const five = automations.find(({ rule }) => rule === 'first-response/five-minutes')
    expect(five).toMatchObject({ counted: false, fired: false })
    expect(five?.leaves.map(({ holds, sentence }) => [holds, sentence])).toContainEqual([
      true,
      'First response is missing, needs to be empty',
    ])
    expect(five?.leaves.at(-1)).toEqual({ holds: false, sentence: 'Time since "Created" is 0 minutes, needs at least 5 minutes' })
  })

  test('says from which facts the parameters of an action came', async () => {
    const then = [
      {
        type: 'task.create',
        params: { subject: { fact: 'lead', path: '$.company' }, assignee: { fact: 'owner', path: '$.id' }, due: 'PT5M' },
      },
    ]
    const rule = { id: 'call', title: { en: 'Call' }, conditions: when('$.company', 'present', true), then }
    const rules = rulesOf({ automation: { rules: [rule] } })
    const { decided } = await decideBatch(rules, [situation({ company: 'Pars' })], environment())
    const sourcesIn = (language: string) =>
      decided[0] && explainDecision(rules, decided[0].decision, language).automations[0]?.sources
    expect(sourcesIn('en')).toEqual([{ subject: 'from Company', assignee: 'from Id' }])
    expect(sourcesIn('fa')?.[0]?.['subject']).toBe('از شرکت')
  })

  test('speaks Persian', () => {
    const [score] = explainDecision(ruleSet, decision, 'fa').scores
    expect(score?.contributions[1]?.leaves[0]?.sentence).toBe('«شمار کارکنان» ۶۲۰ است؛ لازم: دست‌کم ۵۰۰')
  })

  test('keeps words that read the other way together', async () => {
    const lead = aLead({ message: 'سلام', phone: '+982100000107' })
    const { decided } = await decideBatch(ruleSet, [{ lead, trigger: 'capture', facts: {} }], environment())
    const leavesIn = (language: string) => {
      const [score] = decided[0] ? explainDecision(ruleSet, decided[0].decision, language).scores : []
      return score?.contributions.find(({ rule }) => rule === 'reachable')?.leaves.map(({ sentence }) => sentence)
    }
    expect(leavesIn('en')?.[1]).toBe('Message is \u2068سلام\u2069, needs to be filled')
    expect(leavesIn('fa')?.[0]).toBe('«تلفن» \u2068+982100000107\u2069 است؛ لازم: پر باشد')
  })

  test('reads conditions out as a sentence', () => {
    const segment = ruleSet.segments['hot-leads']
    if (!segment) throw new Error('the segment is gone')
    expect(describeConditions(ruleSet, segment.conditions, 'en')).toBe(
      'Grade is Hot and Status is none of Converted, Not interested, Junk, Lost',
    )
    expect(describeConditions(ruleSet, { not: { condition: 'isHot' } }, 'fa')).toBe('نه (درجه برابر است با داغ)')
  })
})
