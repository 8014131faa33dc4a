import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const json = (value: object) => JSON.stringify({ apiVersion: 'sarnakh/v1', ...value }, null, 2)

const AUTOMATION = json({
  kind: 'automation',
  id: 'groups',
  rules: [
    {
      id: 'large-group',
      title: { en: 'A large group', fa: 'گروه بزرگ' },
      conditions: { all: [{ fact: 'lead', path: '$.employees', operator: 'greaterThanInclusive', value: 40 }] },
      then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }],
    },
  ],
})

const CASES = json({
  kind: 'cases',
  id: 'groups',
  for: ['groups'],
  cases: [{ name: 'large-group: 60', given: { lead: { employees: 60 } }, expect: { fired: ['large-group'] } }],
}).replace('"cases": [', '// Asked for by the sales team.\n  "cases": [')

const LIFECYCLE = json({
  kind: 'lifecycle',
  id: 'lead',
  entity: 'lead',
  start: 'new',
  statuses: [{ id: 'new', label: { en: 'New', fa: 'تازه' }, category: 'open' }],
})

const FIELDS = json({
  kind: 'fields',
  id: 'lead',
  entity: 'lead',
  fields: { employees: { type: 'integer', label: { en: 'Employees', fa: 'کارمندان' } } },
})

/** One rule, whose only case is far from its threshold. */
const deployment = () =>
  deploymentFolder({
    'sarnakh.json': JSON.stringify({
      id: 'travel',
      title: { en: 'Travel' },
      country: 'IR',
      timeZone: 'Asia/Tehran',
      extends: [],
    }),
    'rules/lead.lifecycle.json': LIFECYCLE,
    'rules/lead.fields.json': FIELDS,
    'rules/groups.automation.json': AUTOMATION,
    'rules/groups.cases.json': CASES,
  })

describe('rules test', () => {
  test('tells with --coverage what no case shows, and ends with 1 below the threshold', async () => {
    const folder = await deployment()
    const file = join(folder, 'rules', 'groups.automation.json')
    const { code, stdout } = await runCommand(['rules', 'test', '--coverage'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^1 cases passed\.\nFile +% +Of\n/)
    expect(stdout).toContain(`${file}:14:11: no case in which this fails: Employees is at least 40\n`)
    expect(stdout).toMatch(/Coverage 66\.6 %: 2 of 3\n66\.6 % is below the 100 % that are asked for\.\n$/)
    const persian = await runCommand(['rules', 'test', '--coverage', '--threshold', '66', '--language', 'fa'], { cwd: folder })
    expect(persian.code).toBe(0)
    expect(persian.stdout).toContain(`${file}:14:11: هیچ نمونه‌ای نیست که در آن برقرار نباشد: کارمندان`)
  })

  test('tells with --mutate which mistakes no case would notice, with their places', async () => {
    const folder = await deployment()
    const file = join(folder, 'rules', 'groups.automation.json')
    const { code, stdout } = await runCommand(['rules', 'test', '--mutate'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toContain(`${file}:18:22: no case would notice if 40 were 41\n`)
    expect(stdout).toMatch(/Mutation score 0 %: 0 of \d mistakes noticed/)
    const asked = await runCommand(['rules', 'test', '--mutate', '--threshold', '0', '--json'], { cwd: folder })
    expect(asked.code).toBe(0)
    expect(JSON.parse(asked.stdout).mutation).toMatchObject({ noticed: 0, files: [{ file }] })
  })

  test('measures nothing while a case fails, and says why it does', async () => {
    const folder = await deployment()
    const cases = join(folder, 'rules', 'groups.cases.json')
    await writeFile(cases, CASES.replace('"employees": 60', '"employees": 39'))
    const { code, stdout } = await runCommand(['rules', 'test', '--coverage'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toContain('A large group: does not hold: Employees is 39, needs at least 40')
    expect(stdout).not.toContain('Coverage')
  })

  test('proposes cases that close the gaps, and writes them beside the others', async () => {
    const folder = await deployment()
    const shown = await runCommand(['rules', 'test', '--propose'], { cwd: folder })
    expect(shown.code).toBe(0)
    expect(shown.stdout).toContain('"name": "large-group: Employees is 40"')
    const cases = join(folder, 'rules', 'groups.cases.json')
    expect(await readFile(cases, 'utf8')).toBe(CASES)
    const { stdout } = await runCommand(['rules', 'test', '--write'], { cwd: folder })
    expect(stdout).toContain(`${cases}: `)
    expect(await readFile(cases, 'utf8')).toContain('// Asked for by the sales team.')
    const again = await runCommand(['rules', 'test', '--coverage', '--mutate', '--threshold', '80', '--json'], { cwd: folder })
    expect(JSON.parse(again.stdout)).toMatchObject({ failed: 0, coverage: { percent: 100 } })
    expect(again.code).toBe(0)
  })

  test('takes a threshold in whole per cent alone', async () => {
    const folder = await deployment()
    const { code, stderr } = await runCommand(['rules', 'test', '--coverage', '--threshold', '101'], { cwd: folder })
    expect(code).toBe(2)
    expect(stderr).toContain('--threshold')
  })
})
