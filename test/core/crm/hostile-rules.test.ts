import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CrmErrors } from '../../../core/errors.js'
import { packageRoot } from '../../../core/package-root.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'

let folder: string
let crm: TestCrm

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-hostile-rules-'))
  await cp(join(packageRoot(), 'rules'), folder, { recursive: true })
  crm = await openTestCrm({ rules: [folder] })
})
afterAll(async () => {
  await crm.close()
  await rm(folder, { recursive: true, force: true })
})

const head = '"apiVersion": "sarnakh/v1", "kind": "segment", "id": "x", "title": { "en": "X" }, "conditions":'
const file = () => join(folder, 'x.segment.json')

test.each<[string, () => Promise<unknown>]>([
  ['a key of the prototype', () => writeFile(file(), `{ ${head} { "__proto__": { "all": [] } } }`)],
  ['5,000 levels', () => writeFile(file(), `{ ${head} ${'{ "not": '.repeat(5_000)}${'}'.repeat(5_000)} }`)],
  ['100 MB', () => promisify(execFile)('truncate', ['--size', '100M', file()])],
  ['a cell that makes a pattern backtrack', () => writeFile(file(), `{ ${head} "${'[.'.repeat(200_000)}" }`)],
  [
    'a path with a filter',
    () => writeFile(file(), `{ ${head} { "all": [{ "fact": "lead", "path": "$[?(@.a)]", "operator": "equal", "value": 1 }] } }`),
  ],
  ['a pipe', () => promisify(execFile)('mkfifo', [file()])],
  ['a device that never ends', () => symlink('/dev/zero', file())],
  ['a link to itself', () => symlink(file(), file())],
  ['bytes that are no text', () => writeFile(file(), Buffer.from([0xff, 0xfe, 0x00, 0x7b]))],
])('a rule file with %s is refused by a running server, which goes on deciding by the last good rules', async (_, place) => {
  const { digest } = crm.crm.rules()
  await place()
  const outcome = await crm.crm.reloadRules()
  expect(outcome).toBeInstanceOf(CrmErrors)
  expect(crm.crm.ruleProblems()?.errors.map(({ details }) => details.file)).toEqual([file()])
  expect(crm.crm.rules().digest).toBe(digest)
  const [lead] = await crm.capture('api', { values: { name: 'Ali', email: 'ali@example.com' } })
  expect(lead?.status).toBeDefined()
  await rm(file())
  expect(await crm.crm.reloadRules()).toMatchObject({ digest })
})
