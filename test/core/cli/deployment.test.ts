import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newPostgresDatabase, newSqliteFile } from '../../support/databases.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

/** A new deployment, made by the command itself. */
async function madeDeployment(...options: readonly string[]): Promise<string> {
  const cwd = await deploymentFolder({})
  const { code } = await runCommand(['init', 'my-client', ...options], { cwd })
  expect(code).toBe(0)
  return join(cwd, 'my-client')
}

describe('init', () => {
  test('makes a deployment in which nothing is wrong and whose rules pass their cases', async () => {
    const folder = await madeDeployment()
    const check = await runCommand(['check', '--json'], { cwd: folder })
    expect(JSON.parse(check.stdout)).toMatchObject({ ok: true, deployment: 'my-client' })
    const rules = await runCommand(['rules', 'test', '--json'], { cwd: folder })
    expect(JSON.parse(rules.stdout)).toMatchObject({ failed: 0 })
    expect(rules.code).toBe(0)
  })

  test('keeps data and secrets out of version control and allows sqlite3 to build itself', async () => {
    const folder = await madeDeployment()
    expect((await readFile(join(folder, '.gitignore'), 'utf8')).split('\n')).toEqual(
      expect.arrayContaining(['node_modules/', 'data/', 'secrets.json']),
    )
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const own = JSON.parse(await readFile('package.json', 'utf8'))
    expect(manifest).toMatchObject({ name: 'my-client', dependencies: { sarnakh: own.version }, allowScripts: { sqlite3: true } })
  })

  test('speaks the language in which it was made', async () => {
    const folder = await madeDeployment('--language', 'fa', '--id', 'mosht')
    const text = await readFile(join(folder, 'sarnakh.json'), 'utf8')
    for (const said of ['"id": "mosht"', '"language": "fa"', '"calendar": "jalali"', '"timeZone": "Asia/Tehran"'])
      expect(text).toContain(said)
  })

  test('touches no folder that holds something', async () => {
    const folder = await deploymentFolder({ 'my-client/mine.txt': 'mine' })
    const { code, stderr } = await runCommand(['init', 'my-client'], { cwd: folder })
    expect(code).toBe(1)
    expect(stderr).toContain('my-client: The folder is not empty: it holds mine.txt. [CLI_FOLDER_TAKEN]')
    await expect(stat(join(folder, 'my-client', 'sarnakh.json'))).rejects.toThrow('ENOENT')
  })

  test('asks for another name where the folder gives none that can be used', async () => {
    const { code, stderr } = await runCommand(['init', '۱۲۳'], { cwd: await deploymentFolder({}) })
    expect(code).toBe(2)
    expect(stderr).toContain('--id')
  })
})

const segment = (id: string) => ({ apiVersion: 'sarnakh/v1', kind: 'segment', id, title: { en: id } })

describe('check, rules check and rules test', () => {
  test('name the file, the line and the column of what is wrong', async () => {
    const folder = await madeDeployment()
    const file = join(folder, 'rules', 'first-response.automation.json')
    await writeFile(file, (await readFile(file, 'utf8')).replace('"isUntouched"', '"isUntoched"'))
    for (const command of [['check'], ['rules', 'check'], ['rules', 'test']]) {
      const { code, stdout, stderr } = await runCommand(command, { cwd: folder })
      expect(code).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(new RegExp(`${file}:17:26: .*isUntoched.*\\[RULE_CONDITION_UNKNOWN\\]`))
    }
  })

  test('tell of a case that fails what was expected and what came', async () => {
    const folder = await madeDeployment()
    const file = join(folder, 'rules', 'first-response.cases.json')
    await writeFile(file, (await readFile(file, 'utf8')).replace('"at": "PT4H"', '"at": "PT3H59M30S"'))
    const { code, stdout } = await runCommand(['rules', 'test'], { cwd: folder })
    expect(code).toBe(1)
    expect(stdout).toMatch(new RegExp(`${file}:\\d+: four-hours: a lead that is not hot`))
    expect(stdout).toContain('fired after PT3H59M30S: expected ["four-hours"], got []')
    expect(stdout).toMatch(/1 of \d+ cases failed/)
  })

  test('check tells mistakes of plugins and of rules together, and which names may only miss because of a plugin', async () => {
    const folder = await deploymentFolder({
      'sarnakh.json': '{ "id": "acme",\n  "plugins": ["built-in", "./plugins/broken"] }',
      'plugins/broken/index.js': 'throw new Error("broken inside")',
      'rules/own.segment.json': { ...segment('own'), conditions: { all: [{ fact: 'weather', operator: 'equal', value: 1 }] } },
      'rules/other.segment.json': { ...segment('other'), conditions: { all: [{ condition: 'isHotish' }] } },
    })
    const { code, stderr } = await runCommand(['check'], { cwd: folder })
    expect(code).toBe(1)
    const [certain = '', perhaps = ''] = stderr.split('perhaps only because of what is wrong with ./plugins/broken:')
    expect(certain).toMatch(/sarnakh\.json:2:27: .*broken inside.*\[PLUGIN_LOAD_FAILED\]/)
    expect(certain).toMatch(/other\.segment\.json:1:\d+: .*isHotish.*\[RULE_CONDITION_UNKNOWN\]/)
    expect(perhaps).toMatch(/own\.segment\.json:1:\d+: .*weather.*\[RULE_FACT_UNKNOWN\]/)
    const { errors } = JSON.parse((await runCommand(['check', '--json'], { cwd: folder })).stdout)
    expect(errors.map(({ code, perhapsBecauseOf }: Record<string, unknown>) => [code, perhapsBecauseOf])).toEqual([
      ['PLUGIN_LOAD_FAILED', undefined],
      ['RULE_CONDITION_UNKNOWN', undefined],
      ['RULE_FACT_UNKNOWN', ['./plugins/broken']],
    ])
  })

  test('check names a plugin that is not there with its line and the nearest that is', async () => {
    const folder = await deploymentFolder({ 'sarnakh.json': '{ "id": "acme",\n  "plugins": ["scoring-point"] }' })
    const { code, stderr } = await runCommand(['check'], { cwd: folder })
    expect(code).toBe(1)
    expect(stderr).toContain(
      `${folder}/sarnakh.json:2:15: There is no plugin "scoring-point". Did you mean "scoring-points"? [PLUGIN_NOT_FOUND]`,
    )
  })
})

const shoeSize = {
  apiVersion: 'sarnakh/v1',
  kind: 'fields',
  id: 'own',
  title: { en: 'Own' },
  entity: 'lead',
  fields: { shoeSize: { type: 'integer', label: { en: 'Shoe size' } } },
}

describe('plan and migrate', () => {
  test('plan tells what would be made and makes nothing, migrate makes it once', async () => {
    const cwd = await madeDeployment()
    const first = JSON.parse((await runCommand(['plan', '--json'], { cwd })).stdout)
    expect(first.changes).toContainEqual(expect.objectContaining({ kind: 'create-table', table: 'lead', destructive: false }))
    expect(JSON.parse((await runCommand(['plan', '--json'], { cwd })).stdout)).toEqual(first)
    expect(JSON.parse((await runCommand(['migrate', '--json'], { cwd })).stdout)).toEqual(first)
    expect((await runCommand(['migrate'], { cwd })).stdout).toBe('The database is up to date.\n')
  })

  test('a field added later is refused until it is migrated', async () => {
    const cwd = await madeDeployment()
    await runCommand(['migrate'], { cwd })
    await writeFile(join(cwd, 'rules', 'own.fields.json'), JSON.stringify(shoeSize))
    const refused = await runCommand(['leads', 'count'], { cwd })
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('[SCHEMA_PENDING]')
    const plan = await runCommand(['plan'], { cwd })
    expect(plan.stdout).toMatch(
      /^2 changes:\n\+ .*shoe_size.*\n +alter table "lead" add column "shoe_size" \S+;\n\+ [\s\S]*create view "report_leads"[\s\S]*\nNothing was changed\./i,
    )
    await runCommand(['migrate'], { cwd })
    expect(await runCommand(['leads', 'count', '--json'], { cwd })).toMatchObject({ code: 0, stdout: '{"count":0}\n' })
  })

  test.each([
    ['SQLite', newSqliteFile],
    ['PostgreSQL', newPostgresDatabase],
  ])(
    'on %s a new field is planned with its SQL, refused by start and import, made by migrate, and then planned no more',
    async (_, make) => {
      const { connection, remove } = await make()
      onTestFinished(remove)
      const cwd = await madeDeployment()
      const run = (...argv: readonly string[]) => runCommand([...argv, '--database', connection], { cwd })
      await run('migrate')
      await writeFile(join(cwd, 'rules', 'own.fields.json'), JSON.stringify(shoeSize))
      await writeFile(join(cwd, 'people.csv'), 'Id\n1\n')
      expect((await run('plan')).stdout).toMatch(
        /\n +alter table "lead" add column "shoe_size" (integer|bigint);\n\+ [\s\S]*report_leads[\s\S]*\nNothing was changed/,
      )
      for (const argv of [
        ['start', '--port', '0'],
        ['import', 'people.csv'],
      ]) {
        const refused = await run(...argv)
        expect(refused.code).toBe(1)
        expect(refused.stderr).toMatch(/shoe_size.*\[SCHEMA_PENDING\]/)
      }
      expect((await run('migrate')).stdout).toContain('2 changes were made.')
      expect((await run('plan')).stdout).toBe('The database is up to date.\n')
    },
  )

  test('plan makes neither database nor folder', async () => {
    const cwd = await deploymentFolder()
    expect((await runCommand(['plan'], { cwd })).stdout).toContain('create table "lead"')
    await expect(stat(join(cwd, 'data'))).rejects.toThrow('ENOENT')
  })
})

describe('plugin new', () => {
  test.each(['source', 'scoring', 'assign', 'report', 'action'])(
    'begins a %s plugin and names it in the configuration, comments kept',
    async (kind) => {
      const folder = await madeDeployment()
      const before = await readFile(join(folder, 'sarnakh.json'), 'utf8')
      const { code, stdout } = await runCommand(['plugin', 'new', 'trade-fair', '--kind', kind, '--json'], { cwd: folder })
      expect(code).toBe(0)
      expect(JSON.parse(stdout).files).toEqual(['README.md', 'index.js', `${kind}-trade-fair.test.js`])
      const after = await readFile(join(folder, 'sarnakh.json'), 'utf8')
      expect(after.replace(/,\s*"\.\/plugins\/[a-z-]+"\s*/, '').replaceAll(/\s/g, '')).toBe(before.replaceAll(/\s/g, ''))
      expect(after).toContain(`"./plugins/${kind}-trade-fair"`)
      const index = await readFile(join(folder, 'plugins', `${kind}-trade-fair`, 'index.js'), 'utf8')
      expect(index).not.toContain('{{')
    },
  )

  test('keeps the built-in plugins of a configuration that named none', async () => {
    const cwd = await deploymentFolder()
    await runCommand(['plugin', 'new', 'hello'], { cwd })
    expect(JSON.parse(await readFile(join(cwd, 'sarnakh.json'), 'utf8')).plugins).toEqual(['built-in', './plugins/action-hello'])
  })

  test('refuses a name that is taken or cannot be one, and then changes nothing', async () => {
    const cwd = await deploymentFolder({ 'sarnakh.json': { id: 'acme' }, 'plugins/action-x1/index.js': '' })
    expect(await runCommand(['plugin', 'new', 'x1'], { cwd })).toMatchObject({ code: 1 })
    expect(await runCommand(['plugin', 'new', '../x'], { cwd })).toMatchObject({ code: 2 })
    expect(JSON.parse(await readFile(join(cwd, 'sarnakh.json'), 'utf8'))).toEqual({ id: 'acme' })
  })
})

describe('doctor', () => {
  test('finds nothing wrong with a new deployment, before and after its database is there', async () => {
    const cwd = await madeDeployment()
    expect(JSON.parse((await runCommand(['doctor', '--json'], { cwd })).stdout)).toMatchObject({ ok: true })
    await runCommand(['migrate'], { cwd })
    const { code, stdout } = await runCommand(['doctor', '--json'], { cwd })
    expect(code).toBe(0)
    const { checks } = JSON.parse(stdout)
    expect(checks.map(({ check }: { check: string }) => check)).toEqual(
      expect.arrayContaining(['node', 'plugins', 'rules', 'schema', 'durable']),
    )
  })

  test('goes on to the database when rules are broken', async () => {
    const cwd = await madeDeployment()
    await runCommand(['migrate'], { cwd })
    await writeFile(join(cwd, 'rules', 'bad.segment.json'), '{')
    const { code, stdout } = await runCommand(['doctor', '--json'], { cwd })
    expect(code).toBe(1)
    const checks: readonly { check: string; ok: boolean }[] = JSON.parse(stdout).checks
    expect(checks.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual(['rules'])
    expect(checks.map(({ check }) => check)).toEqual(expect.arrayContaining(['reachable', 'writable', 'durable', 'whole']))
  })

  test('tells of everything that is wrong and ends with 1', async () => {
    const cwd = await madeDeployment()
    await writeFile(join(cwd, 'package.json'), '{}')
    await writeFile(join(cwd, 'rules', 'bad.segment.json'), '{')
    await writeFile(join(cwd, 'data'), 'no folder')
    const { code, stdout } = await runCommand(['doctor', '--json'], { cwd })
    expect(code).toBe(1)
    const wrong = JSON.parse(stdout).checks.filter(({ ok }: { ok: boolean }) => !ok)
    expect(wrong.map(({ check }: { check: string }) => check)).toEqual(['scripts', 'data', 'rules'])
    await rm(join(cwd, 'data'))
  })
})
