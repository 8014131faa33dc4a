import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const segment = (title: string) =>
  JSON.stringify({
    apiVersion: 'sarnakh/v1',
    kind: 'segment',
    id: 'own',
    title: { en: title },
    conditions: { all: [{ fact: 'lead', path: '$.status', operator: 'equal', value: 'junk' }] },
  })

/** Starts a deployment on a free port; `until` waits for a text among what it says. */
async function started(cwd: string, ...options: readonly string[]) {
  const stop = new AbortController()
  let output = { stdout: '', stderr: '' }
  let told = (): void => undefined
  const ended = runCommand(['start', '--port', '0', ...options], {
    cwd,
    signal: stop.signal,
    onOutput: (now) => {
      output = now
      told()
    },
  })
  let isOver = false
  void ended.then(() => {
    isOver = true
    told()
  })
  onTestFinished(async () => {
    stop.abort()
    await ended
  })
  const said = () => output.stdout + output.stderr
  const until = async (text: string | RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const found = said().match(text)
      if (found) return found
      if (isOver) throw new Error(`It ended without saying ${String(text)}: ${said()}`)
      await new Promise<void>((resolve) => {
        told = resolve
      })
    }
  }
  const stopped = () => {
    stop.abort()
    return ended
  }
  const url = (await until(/runs at (http\S+)/))[1] ?? ''
  return { url, until, said, stop: stopped }
}

test('start serves pages, offers the set-up link once in a file of its own, and stops when asked', async () => {
  const cwd = await deploymentFolder()
  const server = await started(cwd)
  const [, link = ''] = await server.until(/(http:\/\/\S+\/setup\?token=\S+)/)
  await server.until('The link is also in')
  expect(link.startsWith(server.url)).toBe(true)
  const file = join(cwd, 'data', 'setup-token')
  expect(await readFile(file, 'utf8')).toBe(`${link}\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await fetch(link)).status).toBe(200)
  expect(server.said()).toContain('scoring-points')
  expect((await server.stop()).code).toBe(0)
  await expect(stat(file)).rejects.toThrow('ENOENT')
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
})

test('a second start on the same data leaves the link of the first where it is, and good', async () => {
  const cwd = await deploymentFolder()
  const first = await started(cwd, '--quiet')
  const [, link = ''] = await first.until(/(http:\/\/\S+\/setup\?token=\S+)/)
  await first.until('The link is also in')
  const file = join(cwd, 'data', 'setup-token')
  const second = await started(cwd, '--quiet')
  await second.until(/setup\?token=/)
  const { stderr } = await second.stop()
  expect(stderr).not.toContain('The link is also in')
  expect(await readFile(file, 'utf8')).toBe(`${link}\n`)
  expect((await fetch(link)).status).toBe(200)
})

test('a start replaces the link that a start before it left behind at the same address, or too long ago', async () => {
  const cwd = await deploymentFolder()
  const file = join(cwd, 'data', 'setup-token')
  await mkdir(join(cwd, 'data'))
  await writeFile(file, 'http://127.0.0.1:1/setup?token=left\n')
  const anHourAgo = new Date(Date.now() - 3_600_000)
  await utimes(file, anHourAgo, anHourAgo)
  const server = await started(cwd, '--quiet')
  await server.until('The link is also in')
  expect(await readFile(file, 'utf8')).toContain(server.url)
  await server.stop()
  await writeFile(file, `${server.url}/setup?token=left\n`)
  const again = await started(cwd, '--quiet', '--port', new URL(server.url).port)
  await again.until('The link is also in')
  expect(await readFile(file, 'utf8')).not.toContain('token=left')
})

test('the file of the set-up link goes as soon as there is an administrator, and a link left behind is replaced', async () => {
  const cwd = await deploymentFolder({ 'sarnakh.json': { id: 'acme' }, 'data/setup-token': 'left behind' })
  const file = join(cwd, 'data', 'setup-token')
  const server = await started(cwd)
  await server.until('The link is also in')
  const token = new URL((await readFile(file, 'utf8')).trim()).searchParams.get('token') ?? ''
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const body = new URLSearchParams({ token, name: 'Sara', email: 'sara@example.com', password: 'four quiet green lamps' })
  expect((await fetch(`${server.url}/setup`, { method: 'POST', body, redirect: 'manual' })).status).toBe(303)
  await expect(stat(file)).rejects.toThrow('ENOENT')
  expect((await server.stop()).code).toBe(0)
})

test('a set-up link that another process has written stays', async () => {
  const cwd = await deploymentFolder()
  const file = join(cwd, 'data', 'setup-token')
  const server = await started(cwd)
  await server.until('The link is also in')
  await writeFile(file, 'of another process')
  await server.stop()
  expect(await readFile(file, 'utf8')).toBe('of another process')
})

test('start offers no link once somebody can sign in', async () => {
  const cwd = await deploymentFolder()
  const argv = ['user', 'add', '--name', 'Sara', '--email', 'sara@example.com', '--role', 'admin', '--password-stdin']
  await runCommand(argv, { cwd, stdin: 'winter mountain tea' })
  const server = await started(cwd, '--quiet')
  expect((await server.stop()).stderr).not.toContain('/setup')
  expect(server.said()).not.toContain('scoring-points')
})

test('a changed rule file counts at once, and one with a mistake is told about and does not count', async () => {
  const cwd = await deploymentFolder({ 'sarnakh.json': { id: 'acme' }, 'rules/own.segment.json': segment('One') })
  const server = await started(cwd)
  await server.until('The link is also in')
  await writeFile(join(cwd, 'rules', 'own.segment.json'), segment('Two'))
  await server.until(/rule set [0-9a-f]+ decides now/)
  await writeFile(join(cwd, 'rules', 'own.segment.json'), segment('Two').replace('$.status', '$.sttus'))
  const [, place] = await server.until(/(own\.segment\.json:1:\d+: .*sttus.*)/)
  expect(place).toBeDefined()
  expect(server.said()).toContain('the last good ones go on deciding')
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await writeFile(join(cwd, 'rules', 'own.segment.json'), segment('Two'))
  await server.until(/in force again; rule set [0-9a-f]+ decides/)
})

test('start refuses a port that is taken, with the way out', async () => {
  const cwd = await deploymentFolder()
  const server = await started(cwd)
  const other = await deploymentFolder()
  const { code, stderr } = await runCommand(['start', '--port', new URL(server.url).port], { cwd: other })
  expect(code).toBe(1)
  expect(stderr).toContain('[HTTP_PORT_IN_USE]')
})

test('a demo is filled with sample leads when it is empty, and an administrator can still be made', async () => {
  const config = { id: 'demo', demo: true, plugins: ['built-in', { use: 'source-sample', options: { seed: 7 } }] }
  const cwd = await deploymentFolder({ 'sarnakh.json': config })
  const server = await started(cwd)
  await server.until('adding sample people and leads')
  await server.until(/setup\?token=/)
  await server.stop()
  const { stdout } = await runCommand(['leads', 'count', '--json'], { cwd })
  expect(JSON.parse(stdout).count).toBeGreaterThan(100)
  const again = await started(cwd)
  expect((await again.stop()).stderr).not.toContain('adding sample people')
})
