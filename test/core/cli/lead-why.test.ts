import { beforeEach, describe, expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const mapping = {
  apiVersion: 'sarnakh/v1',
  kind: 'mapping',
  id: 'fair',
  title: { en: 'Visitors of the fair' },
  reads: 'csv',
  key: 'Id',
  fields: { name: 'Name', email: 'Mail', employees: 'Size', authority: 'Role', source: { value: 'fair' } },
}

let cwd: string
let id: string
const run = (...argv: readonly string[]) => runCommand(argv, { cwd })

beforeEach(async () => {
  cwd = await deploymentFolder({
    'sarnakh.json': { id: 'fair' },
    'rules/fair.mapping.json': mapping,
    'visitors.csv': ['Id,Name,Mail,Size,Role', '1,Sara,sara@example.com,600,decision-maker'].join('\n'),
  })
  await run('import', 'visitors.csv')
  id = JSON.parse((await run('leads', 'list', '--json')).stdout).leads[0].id
})

describe('lead why', () => {
  test('says why a lead is as it is, each rule with its place and numbers', async () => {
    const { code, stdout } = await run('lead', 'why', id)
    expect(code).toBe(0)
    expect(stdout).toContain('The lead is Warm, with a score of 45. Warm begins at 40.')
    expect(stdout).toMatch(/\+25 Talks for the company {2}\[scoring\/lead-score\.scoring\.json:\d+\]/)
    expect(stdout).toContain('✓ Employees is 600, needs at least 500')
    expect(stdout).toContain('The status is "Pre-qualified". A rule moved the lead there on ')
    expect(stdout).toContain('The lead has no owner.')
  })

  test('says why not, and the least that would do it, in both languages', async () => {
    const { stdout } = await run('lead', 'why', id, '--grade', 'hot')
    expect(stdout).toContain('Hot begins at 70. 25 points are missing.')
    expect(stdout).toContain('2 things together would do it:')
    expect(stdout).toContain('The score would then be ')
    const fa = (await run('lead', 'why', id, '--grade', 'hot', '--language', 'fa')).stdout
    expect(fa).toContain('سرنخ «داغ» نیست؛ «گرم» است، با امتیاز ۴۵. «داغ» از ۷۰ آغاز می‌شود. ۲۵ امتیاز کم است.')
    expect(fa).toContain('۲ کار با هم بس است:')
  })

  test('asks about a rule, a status, a queue and a total', async () => {
    const rule = (await run('lead', 'why', id, '--rule', 'five-minutes')).stdout
    expect(rule).toContain('This rule does not hold: Hot lead, no response in 5 minutes')
    expect(rule).toContain('✗ Hot lead: Grade is Warm, needs to be Hot')
    const status = (await run('lead', 'why', id, '--status', 'qualified')).stdout
    expect(status).toContain('✗ Has replied: Number of calls received is 0, needs more than 0')
    expect(status).toContain('A person can move it to "Qualified" at any time.')
    const queue = (await run('lead', 'why', id, '--queue', 'inbound')).stdout
    expect(queue).toContain('Another rule came first: 500 employees or more')
    const total = (await run('lead', 'why', id, '--score', '45')).stdout
    expect(total).toContain('The score is 45, which is at least 45.')
  })

  test('answers about a decision of the past, as JSON where that is asked for', async () => {
    const { decisions } = JSON.parse((await run('lead', 'show', id, '--explain', '--json')).stdout)
    const decision: string = decisions[0].id
    const why = JSON.parse((await run('lead', 'why', id, '--decision', decision, '--grade', 'hot', '--json')).stdout)
    expect(why).toMatchObject({ leadId: id, decisionId: decision, holds: false, goal: { kind: 'grade', grade: 'hot' } })
    expect(why.way.steps.length).toBeGreaterThan(0)
  })

  test('tells what it cannot answer', async () => {
    const wrong = await run('lead', 'why', id, '--grade', 'hott')
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no grade "hott". Did you mean "hot"?') })
    const fa = await run('lead', 'why', id, '--grade', 'hott', '--language', 'fa')
    expect(fa.stderr).toContain('درجهٔ «hott» وجود ندارد. منظورتان «hot» است؟')
    expect((await run('lead', 'why', id, '--score', 'high')).stderr).toContain('A score is a number.')
    expect((await run('lead', 'why', 'nobody')).stderr).toContain('There is no lead nobody.')
  })
})
