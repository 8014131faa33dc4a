import { mkdir, mkdtemp, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommandCall } from '../../../core/cli/cli-command.js'
import { type RuleWatch, watchRules } from '../../../core/cli/watch-rules.js'
import { wordsIn } from '../../../core/cli/words/index.js'
import { packageRoot } from '../../../core/package-root.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../core/testing/index.js'

let folder: string
let crm: TestCrm
let watcher: RuleWatch
let said = ''
let told = (): void => undefined

const segment = (title: string) =>
  JSON.stringify({
    apiVersion: 'sarnakh/v1',
    kind: 'segment',
    id: 'own',
    title: { en: title },
    conditions: { all: [{ fact: 'lead', path: '$.status', operator: 'equal', value: 'junk' }] },
  })

async function watchAll(options: Pick<TestCrmOptions, 'config'> = {}): Promise<void> {
  crm = await openTestCrm({ rules: [join(packageRoot(), 'rules'), folder], ...options })
  const write = (text: string) => {
    said += text
    told()
  }
  const io = {
    stdout: { write },
    stderr: { write },
    stdin: process.stdin,
    env: {},
    cwd: folder,
    signal: new AbortController().signal,
  }
  const call: CommandCall = { args: [], options: { deployment: '.' }, io, words: wordsIn('en'), language: 'en' }
  watcher = watchRules(call, crm.crm)
  // Chokidar looks at the folder first; what is written before would be part of what it found.
  await new Promise((resolve) => setTimeout(resolve, 300))
}

/** Waits until a text is said after everything that was said before. */
async function until(text: string): Promise<void> {
  while (!said.includes(text)) {
    await new Promise<void>((resolve) => {
      told = resolve
    })
  }
  said = said.slice(said.indexOf(text) + text.length)
}

const own = () => join(folder, 'own.segment.json')
const titleNow = () => crm.crm.rules().segments['own']?.title.en

beforeEach(async () => {
  said = ''
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-watch-'))
  await writeFile(own(), segment('First'))
})

afterEach(async () => {
  await watcher.close()
  await crm.close()
  await rm(folder, { recursive: true, force: true })
})

test('a saved file decides at once; half-written, cut short, emptied and garbled ones leave the last good set in force', async () => {
  await watchAll()
  await writeFile(own(), segment('Second'))
  await until('decides now')
  expect(titleNow()).toBe('Second')
  const text = segment('Third')
  for (const broken of [text.slice(0, 40), '', '\u0000\uFFFD{', text.replace('"segment"', '"sagment"')]) {
    await writeFile(own(), broken)
    await until('not used')
    expect(titleNow()).toBe('Second')
    expect(crm.crm.ruleProblems()?.errors[0]?.details.file).toBe(own())
  }
  await writeFile(own(), text)
  await until('in force again')
  await truncate(own(), 10)
  await until('not used')
  await writeFile(own(), text)
  await until('in force again')
  expect(titleNow()).toBe('Third')
  expect(crm.crm.ruleProblems()).toBeUndefined()
}, 30_000)

test('a file that is deleted takes what it said with it, and one that others name is missed by name', async () => {
  await watchAll()
  const words = {
    ...{ apiVersion: 'sarnakh/v1', kind: 'conditions', id: 'own-words' },
    conditions: [{ id: 'isJunk', conditions: { all: [{ fact: 'lead', path: '$.status', operator: 'equal', value: 'junk' }] } }],
  }
  const file = join(folder, 'own-words.conditions.json')
  await writeFile(file, JSON.stringify(words))
  await until('decides now')
  await writeFile(own(), segment('Named').replace(/"conditions":.*$/, '"conditions":{"all":[{"condition":"isJunk"}]}}'))
  await until('decides now')
  await rm(file)
  await until('not used')
  expect(crm.crm.ruleProblems()?.errors.map(({ code }) => code)).toContain('RULE_CONDITION_UNKNOWN')
  expect(titleNow()).toBe('Named')
  await rm(own())
  await until('in force again')
  expect(titleNow()).toBeUndefined()
}, 30_000)

test('what cannot be read is told with its name, and taken over as soon as it can', async () => {
  await watchAll()
  const lost = join(folder, 'lost.segment.json')
  await symlink(join(folder, 'nowhere.json'), lost)
  // A link to nothing is no event; the next saved file brings it up.
  await writeFile(own(), segment('Second'))
  await until('not used')
  expect(crm.crm.ruleProblems()?.errors[0]).toMatchObject({ code: 'FILE_UNREADABLE', details: { file: lost } })
  expect(titleNow()).toBe('First')
  await rm(lost)
  await writeFile(own(), segment('Third'))
  await until('in force again')
  expect(titleNow()).toBe('Third')
}, 30_000)

test('folders that lead back into themselves are read once, and links to themselves end', async () => {
  await mkdir(join(folder, 'deep'))
  await symlink(folder, join(folder, 'deep', 'back'))
  await watchAll()
  await writeFile(own(), segment('Second'))
  await until('decides now')
  expect(crm.crm.rules().files.filter(({ id }) => id === 'own')).toHaveLength(1)
  await symlink(join(folder, 'self.segment.json'), join(folder, 'self.segment.json'))
  await writeFile(own(), segment('Third'))
  await until('not used')
  expect(crm.crm.ruleProblems()?.errors[0]?.code).toBe('FILE_UNREADABLE')
  expect(titleNow()).toBe('Second')
}, 30_000)

test('an editor that writes beside the file and renames it is followed', async () => {
  await watchAll()
  await writeFile(join(folder, '.own.segment.json.swp'), '{')
  await writeFile(join(folder, 'own.tmp'), segment('Second'))
  await rename(join(folder, 'own.tmp'), own())
  await until('decides now')
  expect(titleNow()).toBe('Second')
  expect(await readFile(own(), 'utf8')).toContain('Second')
}, 30_000)

test('where published rules decide a saved file only waits, and mistakes in it are told', async () => {
  await watchAll({ config: { rules: { from: 'published' } } })
  await writeFile(own(), segment('Second'))
  await until('rules publish')
  expect(titleNow()).toBe('First')
  await writeFile(own(), '{')
  await until('not used')
  expect(crm.crm.ruleProblems()).toBeUndefined()
}, 30_000)
