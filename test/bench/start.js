import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inFolder, median, row, timed } from './measure.js'

const COMMAND = fileURLToPath(new URL('../../dist/core/cli/main.js', import.meta.url))
const DEMO = fileURLToPath(new URL('../../examples/demo', import.meta.url))

/** Time from the command to the first healthy answer of a deployment that has started before, and the memory it holds then. */
export async function benchStart({ runs }) {
  const ours = []
  const bare = []
  const memory = []
  await inFolder(async (folder) => {
    await startOnce(folder)
    for (let run = 0; run < runs; run += 1) {
      bare.push((await timed(printOnce)).ms)
      const { ms, megabytes } = await startOnce(folder)
      ours.push(ms)
      memory.push(megabytes)
    }
  })
  return [
    row('start to first healthy answer', { ours, theirs: bare, unit: 'ms', better: 'less' }),
    { name: 'resident memory after start', ours: median(memory), unit: 'MB' },
  ]
}

async function startOnce(folder) {
  const child = spawn(process.execPath, [COMMAND, 'start', '--deployment', DEMO, '--data', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { ms } = await timed(async () => {
    const url = await addressOf(child)
    const answer = await fetch(`${url}/healthz`)
    if (!answer.ok) throw new Error(`The deployment answers ${answer.status}.`)
  })
  const megabytes = residentMegabytes(child.pid)
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
  return { ms, megabytes }
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk) => {
      printed += String(chunk)
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('close', () => reject(new Error(`It ended before it was ready:\n${printed}`)))
  })
}

function residentMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024)
}

function printOnce() {
  return new Promise((resolve) => spawn(process.execPath, ['-e', 'console.log(1)'], { stdio: 'ignore' }).once('close', resolve))
}
