import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../../../core/cli/commands/index.js'
import { wordsIn } from '../../../core/cli/words/index.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

describe('help', () => {
  test.each(commands.map(({ name }) => [name]))(
    'of `%s` says what it does, with an example and the common options',
    async (name) => {
      const { code, stdout } = await runCommand([...name.split(' '), '--help'])
      expect(code).toBe(0)
      const { description, example } = wordsIn('en').commands[name]
      for (const text of [description, `$ ${example}`, '--json', '--deployment', '--data', '--database', '--language'])
        expect(stdout.replaceAll(/\s+/g, ' ')).toContain(text)
    },
  )

  test('is in Persian when that is asked for, by option or environment', async () => {
    const byOption = await runCommand(['plan', '--help', '--language', 'fa'])
    const byEnvironment = await runCommand(['plan', '--help'], { env: { SARNAKH_LANGUAGE: 'fa' } })
    expect(byOption.stdout).toContain(wordsIn('fa').commands.plan.description)
    expect(byEnvironment.stdout).toBe(byOption.stdout)
  })

  test('says in Persian too what an option is by default and what it may be', async () => {
    const { stdout } = await runCommand(['rules', 'impact', '--help', '--language', 'fa'])
    for (const text of ['(پیش‌فرض: ".")', 'یکی از: "en"']) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(text)
    expect(stdout).not.toMatch(/default:|choices:/)
  })

  test('lists every command', async () => {
    const { stdout } = await runCommand(['--help'])
    for (const { name } of commands) expect(stdout).toContain(name.split(' ')[0])
  })
})

describe('a command that is typed wrongly', () => {
  test.each([
    [['imprt'], 'unknown command'],
    [['leads', 'lst'], 'unknown command'],
    [['report'], 'missing required argument'],
    [['plan', '--quick'], 'unknown option'],
    [['plan', '--language', 'de'], 'Allowed choices are en, fa'],
    [['plan', 'now'], 'too many arguments'],
    [['plugin', 'new', 'x', '--kind', 'theme'], 'Allowed choices are'],
    [['leads', 'list', '--limit', 'many'], '--limit: "many" is not a whole number from 1 to 200.'],
    [['leads', 'count', '--filter', '{"all":'], '--filter: this is not JSON'],
    [['leads', 'count', '--filter', '{"al":[]}'], '--filter: These are no conditions.'],
    [['leads', 'count', '--filter', '{"all":[]}'], '--filter: These are no conditions.'],
    [['start', '--port', '99999'], '--port: "99999" is not a whole number from 0 to 65535.'],
    [['user', 'add', '--name', 'Sara'], '--email, --role: this is needed where nobody can be asked.'],
    [['decisions', 'replay'], "required option '--since <day>' is missing"],
    [['rules', 'test', '--threshold', 'high'], '--threshold: "high" is not a whole number from 0 to 100.'],
    [['rules', 'schema', '--out', '/dev/null/x', '--deployment', 'examples/demo'], '--out: no folder can be made there'],
    [['report', 'workload', '--param', 'days'], '--param: "days" is not written as name=value.'],
  ])('%j ends with 2 and says what is wrong', async (argv, message) => {
    const { code, stdout, stderr } = await runCommand(argv)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
  })
})

test('what is typed wrongly is told in Persian, and no sentence of it in English', async () => {
  for (const argv of [
    ['rules', 'chek'],
    ['rules', 'check', '--fixx'],
    ['lead', 'why'],
    ['decisions', 'replay'],
    ['rules', 'diff', 'a', 'b', 'c'],
  ]) {
    const { stderr } = await runCommand([...argv, '--language', 'fa'])
    expect(stderr).toMatch(/^خطا/)
    expect(stderr).not.toMatch(/error|option|argument|command/)
  }
})

describe('a command that is typed wrongly with --json', () => {
  test.each([
    [['imprt', '--json'], /unknown command 'imprt'/],
    [['leads', 'lst', '--json'], /'lst'|--json/],
    [['report', '--json'], /missing required argument 'type'/],
    [['plan', '--quick', '--json'], /unknown option '--quick'/],
    [['plan', 'now', '--json'], /too many arguments/],
    [['leads', 'list', '--limit', 'many', '--json'], /--limit: "many"/],
  ])('%j answers its errors as JSON on stdout', async (argv, message) => {
    const { code, stdout, stderr } = await runCommand(argv)
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toEqual({
      errors: [expect.objectContaining({ code: 'CLI_ARGUMENT_INVALID', message: expect.stringMatching(message) })],
    })
    expect(stderr).not.toBe('')
  })
})

describe('a command that is typed wrongly in Persian', () => {
  test.each([
    [['report'], 'ورودی لازم «type»'],
    [['plan', '--quick'], 'گزینهٔ «--quick» شناخته نیست'],
    [['imprt'], 'فرمان «imprt» شناخته نیست'],
    [['imprt'], 'منظورتان import بود؟'],
    [['plan', 'now'], 'ورودی‌های «plan» بیش از اندازه است'],
    [['report', 'x', '--param'], 'مقدار می‌خواهد'],
    [['plugin', 'new', 'x', '--kind', 'theme'], 'مقدار «theme» را نمی‌پذیرد'],
  ])('%j is answered in Persian', async (argv, message) => {
    const { code, stderr } = await runCommand(argv, { env: { SARNAKH_LANGUAGE: 'fa' } })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('error:')
  })
})

describe('a database or a place that cannot be used', () => {
  test.each([
    [
      ['leads', 'count', '--database', 'mysql://me:secret@host/x'],
      'There is no kind of database "mysql". [DATABASE_CONNECTION_INVALID]',
    ],
    [['leads', 'count', '--database', 'postgres://:::'], '[DATABASE_CONNECTION_INVALID]'],
    [['leads', 'count', '--database', 'postgres://127.0.0.1:1/x'], '[DATABASE_UNREACHABLE]'],
    [['leads', 'count', '--database', 'broken.sqlite'], '[DATABASE_CORRUPT]'],
    [['leads', 'count', '--database', 'folder'], '[DATABASE_REFUSED]'],
    [['leads', 'count', '--data', 'broken.sqlite'], 'a file stands in its place. [DATA_FOLDER_UNUSABLE]'],
    [['start', '--port', '0', '--host', '192.0.2.1'], '[HTTP_ADDRESS_REFUSED]'],
  ])('%j is named with a way out, without what may be secret', async (argv, message) => {
    const cwd = await deploymentFolder({
      'sarnakh.json': { id: 'acme' },
      'broken.sqlite': 'no database, '.repeat(100),
      'folder/file.txt': '',
    })
    const paths = argv.map((part) => (['broken.sqlite', 'folder'].includes(part) ? join(cwd, part) : part))
    const { code, stderr } = await runCommand(paths, { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/secret|INTERNAL/)
  })
})

describe('a filter or an order with a typing mistake', () => {
  const comparison = (fact: string, operator: string) => JSON.stringify({ fact, path: '$.score', operator, value: 1 })
  test.each([
    [
      ['leads', 'count', '--filter', comparison('lead', 'greaterThn')],
      '--filter: There is no operator "greaterThn". Did you mean "greaterThan"?',
    ],
    [['leads', 'list', '--filter', comparison('leed', 'equal')], '--filter: There is no fact "leed". Did you mean "lead"?'],
    [
      ['leads', 'count', '--filter', JSON.stringify({ fact: 'lead', path: '$.emial', operator: 'present', value: true })],
      '--filter: There is no field "emial". Did you mean "email"?',
    ],
    [
      [
        'leads',
        'count',
        '--filter',
        JSON.stringify({ fact: 'lead', path: '$.createdAt', operator: 'greaterThan', value: 'yesterday' }),
      ],
      '--filter: "yesterday" is no date',
    ],
    [['leads', 'list', '--sort', 'score:down'], '--sort: "down" is no direction; write score, score:asc or score:desc.'],
  ])('%j names what was meant', async (argv, message) => {
    const { code, stderr } = await runCommand(argv, { cwd: await deploymentFolder() })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('a deployment that cannot be read', () => {
  test('because the folder is none is named, with the way out, and ends with 1', async () => {
    const { code, stderr } = await runCommand(['check', '--deployment', '/no/such/folder'])
    expect(code).toBe(1)
    expect(stderr).toContain('There is no sarnakh.json in /no/such/folder')
    expect(stderr).toContain('sarnakh init <folder>')
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test('because its configuration is broken is told with line and column, as text and as JSON', async () => {
    const folder = await deploymentFolder({ 'sarnakh.json': '{\n  "id": "acme",\n  "calender": "jalali"\n}' })
    const { code, stdout, stderr } = await runCommand(['check', '--deployment', folder, '--json'])
    expect(code).toBe(1)
    expect(stderr).toContain(`${folder}/sarnakh.json:3:3: `)
    expect(JSON.parse(stdout)).toEqual({
      errors: [
        expect.objectContaining({
          code: 'CONFIG_INVALID',
          file: `${folder}/sarnakh.json`,
          line: 3,
          column: 3,
          field: 'calender',
        }),
      ],
    })
  })

  test('is told in Persian how to go on when that is the language', async () => {
    const { stderr } = await runCommand(['check', '--deployment', '/no/such/folder', '--language', 'fa'])
    expect(stderr).toContain('با --deployment نام ببرید')
  })

  test('shows where it happened only when debugging is on', async () => {
    const { stderr } = await runCommand(['check', '--deployment', '/no/such/folder'], { env: { SARNAKH_DEBUG: '1' } })
    expect(stderr).toMatch(/^\s+at /m)
  })
})

describe('the words of the command line', () => {
  test('are there in every language, none of them left in English', () => {
    const english = leaves(wordsIn('en'))
    const persian = leaves(wordsIn('fa'))
    expect([...persian.keys()].filter((key) => !key.startsWith('helpTitles')).sort()).toEqual([...english.keys()].sort())
    const same = [...english].filter(([key, text]) => persian.get(key) === text && /[a-z]{3}/.test(String(text)))
    expect(same.map(([key]) => key).filter((key) => !key.endsWith('.example') && !SAME.includes(key))).toEqual([])
  })
})

/** Names that are the same in every language. */
const SAME = ['doctor.checks.node', 'publishing.replay.changed', 'publishing.replay.caseGap']

function leaves(words: object, path = ''): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) => {
      const here = path === '' ? key : `${path}.${key}`
      return typeof value === 'object'
        ? [...leaves(value, here)]
        : [[here, typeof value === 'function' ? here + String(value) : value] as const]
    }),
  )
}
