import { expect, test } from 'vitest'
import { explainDecision } from '../../../core/cli/explain-decision.js'
import { leadReader } from '../../../core/cli/lead-reader.js'
import { type Language, wordsIn } from '../../../core/cli/words/index.js'
import { openCrm } from '../../../core/crm/open-crm.js'
import { readDeployment } from '../../../core/deployment/index.js'
import type { Decision } from '../../../core/model/decision.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'

const USERS = { reza: '01990000-0000-7000-8000-000000000001', mina: '01990000-0000-7000-8000-000000000002' }

const decision: Decision = {
  trigger: 'capture',
  ruleSet: 'abc',
  now: 0,
  facts: {},
  scores: {
    'lead-score': {
      total: 1200,
      grade: 'hot',
      previousGrade: 'cold',
      contributions: [{ rule: 'a', title: 'Big', points: -1200 }],
    },
  },
  transitions: [{ rule: 't', title: { en: 'A call', fa: 'تماس' }, from: 'not-contacted', to: 'qualified' }],
  routing: {
    rule: 'r',
    title: { en: 'Large', fa: 'بزرگ' },
    queue: 'enterprise',
    strategy: 'round-robin',
    ownerId: USERS.reza,
    leftOut: [{ userId: USERS.mina, reason: 'at-capacity', details: { openLeads: 12, capacity: 12 } }],
  },
  fired: [{ rule: 'news/hot', title: { en: 'Became hot', fa: 'داغ شد' } }],
  rulesTrue: ['news/hot'],
  shadow: ['news/warm'],
  actions: [
    {
      type: 'task.create',
      params: { subject: { en: 'Call', fa: 'تماس بگیرید' }, priority: 'high' },
      rule: 'news/hot',
      idempotencyKey: 'k',
    },
  ],
  problems: [{ where: `guard of the assignment to ${USERS.mina}`, plugin: 'sla', message: 'broke' }],
}

async function explained(language: Language): Promise<readonly string[]> {
  const crm = await openCrm(await readDeployment({ folder: await deploymentFolder(), database: ':memory:', env: {} }))
  for (const [name, id] of Object.entries(USERS))
    await crm.store.records.insertOnce('user', {
      id,
      name,
      email: `${name}@example.com`,
      role: 'rep',
      active: true,
      version: 1,
      createdAt: 0,
      updatedAt: 0,
    })
  const words = wordsIn(language)
  const lines = explainDecision(decision, { words: words.lead, reader: await leadReader(crm, { words, language }) })
  await crm.stop()
  return lines
}

test('a decision is told in labels and names, with everybody who was left out and why', async () => {
  expect(await explained('en')).toEqual([
    'Lead score: 1,200 – Hot (before: Cold)',
    '  −1,200 Big',
    'Moved from Not contacted to Qualified: A call',
    'Sent to Large customers: Large',
    'Given to reza by Round robin',
    '  not mina: has no room (open leads 12, of at most 12)',
    'Turned true: Became hot',
    'Asked for Create a task: Became hot',
    '  Subject: Call',
    '  Priority: High',
    'Only watched, and would have counted: news/warm',
    'Went wrong in guard of the assignment to mina (sla): broke',
  ])
})

test('what the rules say of a kept grade and of where a parameter came from stands beside it', async () => {
  const crm = await openCrm(await readDeployment({ folder: await deploymentFolder(), database: ':memory:', env: {} }))
  const words = wordsIn('en')
  const reader = await leadReader(crm, { words, language: 'en' })
  const [kept, from] = ['It was Hot before, and stays so down to 60.', { subject: 'from Company' }]
  const verdict = { rule: 'news/hot', title: 'Became hot', counted: true, leaves: [], fired: true, sources: [from] }
  const score = { file: 'lead-score', title: 'Lead score', total: 1200, kept, contributions: [], notMatched: [] }
  const explanation = { scores: [score], transitions: [], notMoved: [], automations: [verdict], problems: [] }
  const lines = explainDecision(decision, { words: words.lead, reader, explanation })
  await crm.stop()
  expect(lines).toContain(`  ${kept}`)
  expect(lines).toContain('  Subject: Call (from Company)')
})

test('in Persian neither ids nor English words of ours are left', async () => {
  const text = (await explained('fa')).join('\n')
  for (const said of ['۱٬۲۰۰', 'مشتریان بزرگ', 'سرنخ باز ۱۲', 'داغ شد', 'تماس بگیرید']) expect(text).toContain(said)
  for (const left of ['lead-score', 'enterprise', 'round-robin', 'task.create', USERS.reza, USERS.mina, 'qualified'])
    expect(text).not.toContain(left)
})
