import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../core/cli/commands/index.js'
import { packageRoot } from '../../core/package-root.js'
import { runCommand } from '../core/cli/run-command.js'

let readme: string
let deployment: string

beforeAll(async () => {
  readme = await readFile(join(packageRoot(), 'rules', 'README.md'), 'utf8')
  deployment = await mkdtemp(join(tmpdir(), 'sarnakh-readme-'))
  await cp(join(packageRoot(), 'examples', 'education'), deployment, { recursive: true })
})
afterAll(() => rm(deployment, { recursive: true }))

test('every command that the page names is there', () => {
  const known = commands.map(({ name }) => name)
  const named = [...readme.matchAll(/`?sarnakh ([a-z]+(?: [a-z]+){0,2})/g)].map(([, words = '']) => words)
  const strange = named.filter((words) => !known.some((name) => `${words} `.startsWith(`${name} `)))
  expect(strange).toEqual([])
  expect(named.length).toBeGreaterThan(10)
})

test('the change from beginning to end goes as the page says', async () => {
  const run = async (...argv: readonly string[]) => {
    const { code, stdout, stderr } = await runCommand(argv, { cwd: deployment })
    return { code, text: `${stdout}${stderr}`.replaceAll(`${deployment}/`, '') }
  }
  const rule = /```json\n(\{\n {2}"id": "took-guide"[\s\S]*?\n\},)\n```/.exec(readme)?.[1] ?? ''
  await edit('sarnakh.json', '"plugins"', '"rules": { "from": "published" },\n  "plugins"')
  expect((await run('import', 'sample.csv')).text).toContain('120 created')

  const indented = rule.replaceAll('\n', '\n    ')
  await edit('rules/scoring/lead-score.scoring.json', '"rules": [', `"rules": [\n    ${indented}`)
  const refused = await run('rules', 'check')
  expect(refused.code).toBe(1)
  const shown = readme.split('\n').filter((line) => /^rules\/scoring\/lead-score\.scoring\.json:\d|^ {2}✎/.test(line))
  expect(shown).toHaveLength(4)
  for (const line of shown) expect(refused.text).toContain(line)
  expect((await run('rules', 'check', '--fix')).code).toBe(0)

  expect((await run('rules', 'test')).code).toBe(0)
  expect((await run('rules', 'impact')).text).toContain('Took the interview guide')
  const published = await run('rules', 'publish', '--note', 'The guide counts', '--author', 'sara@example.ir', '--rescore')
  expect(published).toMatchObject({ code: 0, text: expect.stringContaining('took-guide') })

  const hot = await run(
    'leads',
    'list',
    '--json',
    '--filter',
    '{"fact":"lead","path":"$.grade","operator":"equal","value":"hot"}',
  )
  const guided = JSON.parse(hot.text.split('\n')[0] ?? '').leads.find(
    (lead: { wantsInterviewGuide?: boolean }) => lead.wantsInterviewGuide === true,
  )
  expect((await run('lead', 'why', guided.id, '--grade', 'hot')).text).toContain('+15 Took the interview guide')
  expect((await run('rules', 'return', '--rescore', '--author', 'sara@example.ir')).code).toBe(0)
  expect((await run('rules', 'history')).text).toContain('The guide counts')
})

async function edit(path: string, before: string, after: string): Promise<void> {
  const file = join(deployment, path)
  const text = await readFile(file, 'utf8')
  expect(text).toContain(before)
  await writeFile(
    file,
    text.replace(before, () => after),
  )
}
