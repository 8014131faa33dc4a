import { expect, test } from 'vitest'
import { eachDatabase } from '../../support/databases.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const mapping = {
  apiVersion: 'sarnakh/v1',
  kind: 'mapping',
  id: 'fair',
  title: { en: 'Visitors of the fair' },
  reads: 'csv',
  key: 'Id',
  fields: { name: 'Name', email: 'Mail', employees: 'Size', source: { value: 'fair' } },
}
const rows = Array.from({ length: 12 }, (_, at) => `${at},Person ${at},person${at}@example.com,${at * 100}`)
const files = {
  'sarnakh.json': { id: 'fair', plugins: ['built-in'] },
  'rules/fair.mapping.json': mapping,
  'visitors.csv': ['Id,Name,Mail,Size', ...rows].join('\n'),
}

/** A plugin whose operator answers by turns, so that whoever asks second hears something else. */
const fickle = `
let turn = 0
export const plugin = {
  [Symbol.for('sarnakh.plugin')]: true,
  name: 'fickle',
  operators: { fickle: { label: { en: 'by turns', fa: 'نوبتی' }, test: () => (turn += 1) % 2 === 1 } },
}`
const fickleRules = {
  apiVersion: 'sarnakh/v1',
  kind: 'automation',
  id: 'turns',
  entity: 'lead',
  rules: [
    {
      id: 'odd',
      title: { en: 'Odd', fa: 'فرد' },
      conditions: { all: [{ fact: 'lead', path: '$.name', operator: 'fickle', value: true }] },
      then: [{ type: 'notify', params: { text: 'x', to: 'owner' } }],
    },
  ],
}

eachDatabase((database) => {
  test('rules verify finds both engines at one over all leads, and over a sample', async () => {
    const cwd = await deploymentFolder(files)
    const run = (...argv: readonly string[]) => runCommand([...argv, '--database', connection], { cwd })
    const connection = await database.newConnection()
    expect((await run('import', 'visitors.csv', '--json')).code).toBe(0)
    const all = await run('rules', 'verify', '--json')
    expect(all.code).toBe(0)
    expect(JSON.parse(all.stdout)).toMatchObject({ leads: 12, different: 0, differences: [] })
    expect(JSON.parse(all.stdout).answers).toBeGreaterThan(12)
    expect(all.stderr).toContain('12 of 12 leads')
    expect(JSON.parse((await run('rules', 'verify', '--sample', '5', '--json')).stdout)).toMatchObject({ leads: 5, different: 0 })
    expect((await run('rules', 'verify')).stdout).toMatch(/^\d+ answers about 12 leads: both engines agree on the rules \w+\.\n$/)
    expect((await run('rules', 'verify', '--language', 'fa')).stdout).toContain('هم‌نظرند')
  })

  test('rules verify tells lead, rule and both answers where they differ, and ends with 1', async () => {
    const cwd = await deploymentFolder({
      ...files,
      'sarnakh.json': { id: 'fair', plugins: ['built-in', './plugins/fickle'] },
      'plugins/fickle/index.js': fickle,
      'rules/turns.automation.json': fickleRules,
    })
    const connection = await database.newConnection()
    const run = (...argv: readonly string[]) => runCommand([...argv, '--database', connection], { cwd })
    expect(await run('import', 'visitors.csv', '--json')).toMatchObject({ code: 0 })
    const { code, stdout } = await run('rules', 'verify', '--json')
    const found = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(found.different).toBe(12)
    expect(found.differences[0]).toMatchObject({ rule: 'turns/odd' })
    expect(new Set([found.differences[0].compiled, found.differences[0].reference])).toEqual(new Set([true, false]))
    expect((await run('rules', 'verify')).stdout).toMatch(
      /Lead [\w-]+, rule turns\/odd: compiled (holds|does not hold); json-rules-engine (holds|does not hold)\n/,
    )
  })
})

test('a sample that is no number is refused', async () => {
  const { code, stderr } = await runCommand(['rules', 'verify', '--sample', 'some'], { cwd: await deploymentFolder(files) })
  expect(code).toBe(2)
  expect(stderr).toContain('--sample')
})
