import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ruleFolder } from '../../support/rule-folder.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const LEADS = 'Name,Email\nSara,sara@example.com\nReza,reza@example.com\n'
const MAPPING = {
  apiVersion: 'sarnakh/v1',
  kind: 'mapping',
  id: 'fair',
  title: { en: 'Visitors of the fair' },
  reads: 'csv',
  key: 'Email',
  fields: { name: 'Name', email: 'Email', source: { value: 'fair' } },
}
const SCORING = 'rules/scoring/lead-score.scoring.json'

/** A deployment whose rules are those of the base, its own to change, without their cases. */
async function published(): Promise<string> {
  const cwd = await deploymentFolder({
    'sarnakh.json': { id: 'acme', extends: [], rules: { from: 'published' } },
    'leads.csv': LEADS,
  })
  const base = await ruleFolder()
  await rename(base.folder, join(cwd, 'rules'))
  await writeFile(join(cwd, 'rules', 'fair.mapping.json'), JSON.stringify(MAPPING))
  return cwd
}

async function edit(cwd: string, before: string, after: string): Promise<void> {
  const text = await readFile(join(cwd, SCORING), 'utf8')
  expect(text).toContain(before)
  await writeFile(join(cwd, SCORING), text.replace(before, after))
}

test('rules are published, listed, shown, compared and taken back from the command line', async () => {
  const cwd = await published()
  expect(await runCommand(['rules', 'status'], { cwd })).toMatchObject({ code: 0 })
  await edit(cwd, '"points": 25', '"points": 30')
  const status = await runCommand(['rules', 'status'], { cwd })
  expect(status.stdout).toContain('What was published last decides.')
  expect(status.stdout).toContain('~ decision-maker')
  const done = await runCommand(['rules', 'publish', '--note', 'More', '--author', 'sara@example.ir'], { cwd })
  expect(done).toMatchObject({ code: 0 })
  expect(done.stdout).toContain('Published as number 2')
  expect((await runCommand(['rules', 'publish'], { cwd })).stdout).toContain('Nothing to publish: number 2')
  const history = JSON.parse((await runCommand(['rules', 'history', '--json'], { cwd })).stdout)
  expect(history.publications).toMatchObject([
    { number: 2, author: 'sara@example.ir', note: 'More' },
    { number: 1, author: 'system' },
  ])
  const [newest, oldest] = history.publications
  expect((await runCommand(['rules', 'show', newest.digest], { cwd })).stdout).toContain('"points": 30')
  expect((await runCommand(['rules', 'diff', '1', 'working'], { cwd })).stdout).toContain('"points": 25')
  const back = await runCommand(['rules', 'return', '--json'], { cwd })
  expect(JSON.parse(back.stdout).publication).toMatchObject({ number: 3, returnsTo: 1, digest: oldest.digest })
  expect((await runCommand(['rules', 'show', '9'], { cwd })).stderr).toContain('There is no publication "9"')
})

test('broken files, failing cases and a deployment whose files decide are refused with the way out', async () => {
  const cwd = await published()
  await runCommand(['rules', 'status'], { cwd })
  await edit(cwd, '"points": 25', '"pionts": 30')
  const broken = await runCommand(['rules', 'publish'], { cwd })
  expect(broken.code).toBe(1)
  expect(broken.stderr).toContain('lead-score.scoring.json')
  expect((await runCommand(['rules', 'status'], { cwd })).stdout).toContain('cannot be published')
  await edit(cwd, '"pionts": 30', '"points": 30')
  const cases = { apiVersion: 'sarnakh/v1', kind: 'cases', id: 'own', for: ['lead-score'] }
  const failing = [{ name: 'a boss is worth 25', given: { lead: { authority: 'decision-maker' } }, expect: { score: 25 } }]
  await writeFile(join(cwd, 'rules', 'own.cases.json'), JSON.stringify({ ...cases, cases: failing }))
  const refused = await runCommand(['rules', 'publish', '--language', 'fa'], { cwd })
  expect(refused.code).toBe(1)
  expect(refused.stdout).toContain('چیزی منتشر نشد')
  expect((await runCommand(['rules', 'publish', '--force-failing-cases'], { cwd })).code).toBe(0)
  await writeFile(join(cwd, 'sarnakh.json'), JSON.stringify({ id: 'acme', extends: [] }))
  const byFiles = await runCommand(['rules', 'publish'], { cwd })
  expect(byFiles.code).toBe(1)
  expect(byFiles.stderr).toContain('"from": "published"')
})

test('an author that is no e-mail address, a day to come and a number that was never published are refused', async () => {
  const cwd = await published()
  const refused = async (...typed: string[]) => (await runCommand(typed, { cwd })).code
  expect(await refused('rules', 'publish', '--author', 'notmail')).toBe(2)
  expect(await refused('rules', 'return', '--author', 'notmail')).toBe(2)
  for (const day of ['2999-01-01', '1599/01/01', '۱۵۹۹/۱/۱']) expect(await refused('rules', 'impact', '--as-of', day)).toBe(2)
  for (const day of ['1400/09/01', '۱۴۰۰-۹-۱']) expect(await refused('rules', 'impact', '--as-of', day)).toBe(0)
  expect((await runCommand(['rules', 'impact', '--against', '99'], { cwd })).stderr).toContain('PUBLICATION_UNKNOWN')
  expect(await refused('rules', 'test', '--threshold', '900')).toBe(2)
})

test('decisions are replayed one by one and all together, and become cases that the rules of their day pass', async () => {
  const cwd = await published()
  const imported = await runCommand(['import', 'leads.csv'], { cwd })
  expect(imported.code, imported.stderr).toBe(0)
  const list = JSON.parse((await runCommand(['leads', 'list', '--json'], { cwd })).stdout)
  const [lead] = list.leads ?? list.records
  const shown = JSON.parse((await runCommand(['lead', 'show', lead.id, '--explain', '--json'], { cwd })).stdout)
  const [decision] = shown.decisions
  const again = await runCommand(['decision', 'replay', decision.id], { cwd })
  expect(again).toMatchObject({ code: 0 })
  expect(again.stdout).toContain('byte for byte')
  expect((await runCommand(['decision', 'replay', 'x'], { cwd })).stderr).toContain('There is no decision x')
  const same = await runCommand(['decisions', 'replay', '--since', 'P1D', '--write-cases', 'rules/recorded.cases.json'], { cwd })
  expect(same).toMatchObject({ code: 0 })
  expect(same.stdout).toContain('2 decisions: 2 the same, 0 different.')
  const recorded = await readFile(join(cwd, 'rules', 'recorded.cases.json'), 'utf8')
  expect(Math.max(...recorded.split('\n').map((line) => line.length))).toBeLessThanOrEqual(130)
  expect(await readFile(join(cwd, 'rules', 'recorded.cases.json'), 'utf8')).not.toMatch(/Sara|sara@/)
  const tested = await runCommand(['rules', 'test'], { cwd })
  expect(tested.stdout + tested.stderr).toMatch(/2 cases passed|cases passed/)
  await edit(cwd, '"min": -50', '"min": 5')
  const different = await runCommand(['decisions', 'replay', '--since', '2020-01-01', '--json'], { cwd })
  expect(different.code).toBe(1)
  expect(JSON.parse(different.stdout)).toMatchObject({ decisions: 2, different: 2, changes: { score: 2 } })
  expect((await runCommand(['decisions', 'replay', '--since', 'soon'], { cwd })).code).toBe(2)
  const rescored = await runCommand(['rules', 'publish', '--rescore', '--force-failing-cases', '--json'], { cwd })
  expect(JSON.parse(rescored.stdout)).toMatchObject({ outcome: 'published', rescored: { done: 2, changed: 2 } })
  const back = await runCommand(['rules', 'return', '--rescore'], { cwd })
  expect(back.stdout).toContain('Of 2 open leads 2 would be decided otherwise.')
  const against = await runCommand(['rules', 'impact', '--against', '1', '--json'], { cwd })
  expect(JSON.parse(against.stdout)).toMatchObject({ leads: { asked: 2, closed: 0 } })
  expect(back.stdout).toContain('2 open leads were asked about again; 2 changed.')
})
