import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { packageRoot } from '../../../core/package-root.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'

const command = join(packageRoot(), 'node_modules', '.cache', 'cli', `main-${process.pid}.mjs`)
const ENDED_BY_TERM = 128 + constants.signals.SIGTERM

beforeAll(async () => {
  await build({
    entryPoints: [join(packageRoot(), 'core', 'cli', 'main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    outfile: command,
    logLevel: 'error',
  })
})
afterAll(() => rm(command, { force: true }))

/** Runs a command in a deployment with one plugin, until the plugin or the command has said a text. */
async function running(plugin: string, { argv, until }: { argv: readonly string[]; until: string }): Promise<ChildProcess> {
  const cwd = await deploymentFolder({
    'sarnakh.json': { id: 'acme', extends: [], plugins: ['./plugin.mjs'] },
    'plugin.mjs': plugin,
    'rules/lead.lifecycle.json': await readFile(join(packageRoot(), 'rules', 'lifecycle', 'lead.lifecycle.json'), 'utf8'),
  })
  const child = spawn(process.execPath, [command, ...argv], { cwd })
  onTestFinished(() => void child.kill('SIGKILL'))
  await said(child, until)
  return child
}

function said({ stdout, stderr }: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = ''
    for (const outlet of [stdout, stderr]) {
      outlet?.on('data', (chunk: Buffer) => {
        all += String(chunk)
        if (all.includes(text)) resolve()
      })
    }
    stderr?.once('end', () => reject(new Error(`It ended without saying "${text}": ${all}`)))
  })
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = (await exit) as [number]
  return code
}

test('a signal ends a command at once while the module of a plugin hangs', async () => {
  const plugin = `console.error('importing')\nawait new Promise(() => setInterval(() => undefined, 1_000))`
  const child = await running(plugin, { argv: ['leads', 'count'], until: 'importing' })
  expect(await ended(child, 'SIGTERM')).toBe(ENDED_BY_TERM)
})

test('the first signal stops a server in good order, and a second one does not wait for it', async () => {
  const plugin = `export const slow = {
    name: 'slow', [Symbol.for('sarnakh.plugin')]: true, leadSources: {},
    start() {}, stop() { console.error('stopping slowly'); return new Promise(() => undefined) } }`
  const child = await running(plugin, { argv: ['start', '--port', '0', '--no-watch'], until: 'The link is also in' })
  const stopping = said(child, 'stopping slowly')
  child.kill('SIGTERM')
  await stopping
  expect(await ended(child, 'SIGTERM')).toBe(ENDED_BY_TERM)
})
