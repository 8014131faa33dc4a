import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { runProcess, startProcess } from './run-process.js'

const product = new URL('../..', import.meta.url).pathname
let folder: string
let client: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-package-'))
  client = join(folder, 'my-client')
  const packed = await runProcess('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], product)
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  // Without a package.json npm would install into any folder above that has node_modules.
  const options = ['--prefix', folder, '--prefer-offline', '--no-audit', '--no-fund']
  await runProcess('npm', ['install', ...options, join(folder, filename)], folder)
  await runProcess('npx', ['sarnakh', 'init', 'my-client'], folder)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('a new deployment is good, and its rules pass their cases', async () => {
  const check = await runProcess('npx', ['sarnakh', 'check', '--json'], client)
  expect(JSON.parse(check.stdout)).toMatchObject({ ok: true, deployment: 'my-client' })
  const rules = await runProcess('npx', ['sarnakh', 'rules', 'test', '--json'], client)
  expect(JSON.parse(rules.stdout)).toMatchObject({ failed: 0 })
})

test('it starts, answers, lets the administrator in, and stops when asked', async () => {
  const server = startProcess('npx', ['sarnakh', 'start', '--port', '0'], client)
  onTestFinished(async () => void (await server.stop()))
  const [, url = ''] = await server.until(/runs at (http\S+)/)
  const [, link = ''] = await server.until(/(http\S+\/setup\?token=\S+)/)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const page = await fetch(link)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<form')
  expect((await server.stop()).stderr).toContain('Stopped.')
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
})

test('a wrong word is answered with exit code, code of the error and way out', async () => {
  const { code, stderr } = await startProcess('npx', ['sarnakh', 'report', 'no-such-report'], client).ended
  expect(code).toBe(1)
  expect(stderr).toContain('[REPORT_UNKNOWN]')
})

test('plugins of every kind that it begins are loaded and pass their own tests', async () => {
  await symlink(join(product, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'))
  for (const kind of ['source', 'scoring', 'assign', 'report', 'action']) {
    await runProcess('npx', ['sarnakh', 'plugin', 'new', 'trade-fair', '--kind', kind], client)
  }
  await runProcess('npx', ['sarnakh', 'check'], client)
  await runProcess(process.execPath, [join(product, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', client], client)
})
