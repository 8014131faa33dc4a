import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { SMALL, scoring } from '../operations/impact/rules-in-folder.js'
import { runCommand } from './run-command.js'

const mapping = {
  title: { en: 'Fair' },
  reads: 'csv',
  key: 'Id',
  fields: { name: 'Name', employees: 'Size', source: { value: 'fair' } },
}
const ruleFiles = (content: Readonly<Record<string, object>>, folder = 'rules') =>
  Object.fromEntries(
    Object.entries(content).map(([kind, each]) => [
      `${folder}/${kind}.${kind}.json`,
      { apiVersion: 'sarnakh/v1', kind, id: kind, ...each },
    ]),
  )

let cwd: string

beforeEach(async () => {
  cwd = await deploymentFolder({
    'sarnakh.json': { id: 'fair', extends: [] },
    ...ruleFiles({ ...SMALL, mapping }),
    ...ruleFiles({ ...SMALL, mapping, scoring: scoring(900) }, 'other'),
    'leads.csv': ['Id,Name,Size', '1,<b>Sara|*,100', '2,Ali,300', '3,Mina,600'].join('\n'),
  })
  expect((await run('import', 'leads.csv')).code).toBe(0)
})

const run = (...argv: readonly string[]) => runCommand(argv, { cwd })
const edit = (employees: number) =>
  writeFile(
    join(cwd, 'rules/scoring.scoring.json'),
    JSON.stringify({ apiVersion: 'sarnakh/v1', kind: 'scoring', id: 'scoring', ...scoring(employees) }),
  )

describe('rules impact', () => {
  test('draws what the working rules would change beside what decided last, with names', async () => {
    await edit(200)
    const { code, stdout } = await run('rules', 'impact')
    expect(code).toBe(0)
    expect(stdout).toContain('1 lead (33.3%) would be decided otherwise.')
    expect(stdout).toMatch(/hot +before ▒+ 1\n +after +█+ 2 {2}\+1/)
    expect(stdout).toContain('cold → hot: 1 lead, for example Ali (')
    expect(stdout).toContain('Became hot (automation/hot): would act on 1 lead')
    expect(stdout).toContain('Large company (scoring/large), edited: with employees = ')
  })

  test('says the same in Persian, as JSON, and that nothing would change', async () => {
    expect((await run('rules', 'impact')).stdout).toContain('nothing would change')
    await edit(200)
    expect((await run('rules', 'impact', '--language', 'fa')).stdout).toContain('تصمیم دیگری گرفته می‌شود')
    const { stdout } = await run('rules', 'impact', '--json', '--limit', '2')
    expect(JSON.parse(stdout)).toMatchObject({ changed: 1, leads: { asked: 2, of: 3, isComplete: false } })
  })

  test('compares with a folder of rules, and as of a past day', async () => {
    const { stdout } = await run('rules', 'impact', '--against', 'other', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ changed: 1, grades: { shifts: [{ from: 'cold', to: 'hot', leads: 1 }] } })
    const past = await run('rules', 'impact', '--against', 'other', '--as-of', '1400-01-01', '--json')
    expect(JSON.parse(past.stdout)).toMatchObject({ isPast: true, leads: { asked: 0, of: 0 } })
  })

  test('writes a comment for a change in which no name of a person stands and no sign is taken for a form', async () => {
    await edit(50)
    const { stdout } = await run('rules', 'impact', '--format', 'markdown')
    expect(stdout).toContain('| Grade | before | after | change |')
    expect(stdout).toContain('| hot | 1 | 3 | +2 |')
    expect(stdout).toContain('**2 leads (66.7%) would be decided otherwise.**')
    expect(stdout).not.toMatch(/Sara|Ali|<b>/)
  })

  test('refuses what is no day and no digest', async () => {
    expect(await run('rules', 'impact', '--as-of', 'soon')).toMatchObject({ code: 2 })
    const { code, stderr } = await run('rules', 'impact', '--against', 'nothing')
    expect(code).not.toBe(0)
    expect(stderr).toContain('RULE_SET_UNKNOWN')
  })
})

describe('leads rescore', () => {
  test('decides again, tells how many changed, and finds nothing left the second time', async () => {
    await edit(200)
    const { code, stdout } = await run('leads', 'rescore')
    expect(code).toBe(0)
    expect(stdout).toBe('Decided again about 3 leads; 1 of them changed.\n')
    const again = await run('leads', 'rescore', '--json')
    expect(JSON.parse(again.stdout)).toEqual({ done: 3, of: 3, changed: 0, resumedAt: 0, isComplete: true, problems: [] })
  })

  test('takes a filter, and says when it was cut short', async () => {
    await edit(200)
    const filter = JSON.stringify({ fact: 'lead', path: '$.employees', operator: 'equal', value: 300 })
    expect((await run('leads', 'rescore', '--filter', filter, '--language', 'fa')).stdout).toContain('دربارهٔ ۱ سرنخ')
    const cut = await runCommand(['leads', 'rescore'], { cwd, signal: AbortSignal.abort() })
    expect(cut).toMatchObject({ code: 1, stdout: expect.stringContaining('Cut short with 3 leads left.') })
    expect((await run('leads', 'rescore')).stdout).toContain('Decided again about 3 leads; 0 of them changed.')
  })
})
