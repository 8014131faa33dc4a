import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'

interface TestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const program = `
  import { startVitest } from 'vitest/node'
  const include = ['test/fixtures/contracts/broken-contributions.test.ts']
  await startVitest('test', [], { config: false, root: ${JSON.stringify(root)}, include, watch: false, reporters: ['json'] })
`
let failed: readonly string[] = []

beforeAll(async () => {
  const args = ['--input-type=module', '--eval', program]
  const output = await new Promise<string>((resolve) =>
    execFile(process.execPath, args, { cwd: root }, (_error, stdout) => resolve(stdout)),
  )
  const report = JSON.parse(output.slice(output.indexOf('{'))) as TestReport
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  failed = results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
})

test.each([
  ['strategy', 'explains everyone else once'],
  ['model', 'its contributions add up to the total'],
  ['model', 'answers the same to the same question'],
  ['report', 'says what it is'],
  ['report', 'rows hold its columns'],
  ['report', 'fractions of one'],
  ['action', 'carries the idempotency key'],
  ['action', 'performed a second time'],
  ['source', 'reads leads out of a payload'],
  ['fact', 'one value per lead'],
])('a %s that breaks "%s" is found out', (kind, promise) => {
  expect(failed.filter((name) => name.startsWith(kind) && name.includes(promise))).not.toEqual([])
})
