import { spawn } from 'node:child_process'

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A process with its children, which share its group and are asked to end together. */
export interface RunningProcess {
  readonly ended: Promise<Ended>
  /** Waits until something that fits was written. */
  until(text: RegExp): Promise<RegExpMatchArray>
  stop(): Promise<Ended>
}

/** Starts a program as a shell would. */
export function startProcess(command: string, args: readonly string[], cwd: string): RunningProcess {
  const child = spawn(command, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { stdout: '', stderr: '' }
  let told = (): void => undefined
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
      told()
    })
  }
  let isOver = false
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      isOver = true
      told()
      resolve({ code, ...written })
    })
  })
  return {
    ended,
    async until(text) {
      for (;;) {
        const found = (written.stdout + written.stderr).match(text)
        if (found) return found
        if (isOver) throw new Error(`It ended without writing ${String(text)}:\n${written.stdout}${written.stderr}`)
        await new Promise<void>((resolve) => {
          told = resolve
        })
      }
    },
    stop() {
      if (!isOver && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      return ended
    },
  }
}

/** Runs a program to its end; what it wrote is told when it fails. */
export async function runProcess(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const ended = await startProcess(command, args, cwd).ended
  if (ended.code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${ended.code}:\n${ended.stdout}${ended.stderr}`)
  return ended
}
